import { useEffect, useState } from "react";

const WIDTH = 1920;
const HEIGHT = 1080;

/** By how much the wall, drawn for 1920 by 1080, is made to fit the screen. */
export function useScale(): number {
  const [scale, setScale] = useState(fitting);
  useEffect(() => {
    const fit = (): void => setScale(fitting());
    addEventListener("resize", fit);
    return () => removeEventListener("resize", fit);
  }, []);
  return scale;
}

function fitting(): number {
  return Math.min(innerWidth / WIDTH, innerHeight / HEIGHT);
}
