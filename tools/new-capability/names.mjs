/** Every form of a capability's name that its files need, from its kebab-case folder. */
export function namesOf(folder) {
  const words = folder.split('-')
  const capital = (word) => word[0].toUpperCase() + word.slice(1)
  const pascal = words.map(capital).join('')
  return {
    folder,
    pascal,
    camel: pascal[0].toLowerCase() + pascal.slice(1),
    snake: words.join('_'),
    title: `${capital(words[0])}${words
      .slice(1)
      .map((word) => ` ${word}`)
      .join('')}`,
  }
}
