/** The bundler hands over pictures as text. */
declare module '*.svg' {
  const text: string;
  export default text;
}
