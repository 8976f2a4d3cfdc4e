import { MapChart } from "echarts/charts";
import { init, registerMap, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef, type ReactNode } from "react";
import { t } from "../../texts";

use([MapChart, CanvasRenderer]);

/** Maps are registered once each: the library never lets go of one. */
const registered = new Map<string, Promise<void>>();

function register(city: string, file: string): Promise<void> {
  const known = registered.get(city) ?? fetch(file).then((answer) => answer.json()).then((outlines) => registerMap(city, outlines));
  registered.set(city, known);
  known.catch(() => registered.delete(city));
  return known;
}

export interface County {
  code: string;
  name: string;
  /** What is written below the name. */
  text: string;
  depth: number;
}

interface CountyMapProps {
  city: string;
  file: string;
  counties: County[];
  onChoose?: (code: string) => void;
}

/** The counties of a city, for orientation: the same figures stand beside it as text. */
export default function CountyMap({ city, file, counties, onChoose }: CountyMapProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | undefined>(undefined);
  const latest = useRef(counties);
  latest.current = counties;
  const choose = useRef(onChoose);
  choose.current = onChoose;

  useEffect(() => {
    const element = box.current;
    if (element === null) {
      return undefined;
    }
    let here = true;
    const observer = new ResizeObserver(() => element.clientWidth > 0 && chart.current?.resize());
    void register(city, file).then(() => {
      if (here) {
        chart.current = init(element);
        chart.current.setOption({ animation: false, ...optionOf(city, latest.current, element) });
        chart.current.on("click", ({ name }) => {
          const county = latest.current.find((county) => county.name === name);
          if (county !== undefined) {
            choose.current?.(county.code);
          }
        });
        observer.observe(element);
      }
    }, () => undefined);
    return () => {
      here = false;
      observer.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, [city, file]);

  const drawn = JSON.stringify(counties);
  useEffect(() => {
    if (box.current !== null) {
      chart.current?.setOption(optionOf(city, latest.current, box.current));
    }
  }, [city, drawn]);
  return <div ref={box} className="map-canvas" role="img" aria-label={t.command.mapLabel(counties.map((county) => `${county.name} ${county.text}`).join(t.and))} />;
}

/** Colours and sizes are those of the page around it. */
function optionOf(city: string, counties: County[], element: HTMLElement): Record<string, unknown> {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const size = parseInt(colour("--map-text"), 10) || 14;
  return {
    series: [{
      type: "map", map: city, roam: false, selectedMode: false, top: 4, bottom: 4, left: 4, right: 4,
      emphasis: { disabled: true },
      label: { show: true, fontSize: size, lineHeight: size * 1.3, fontFamily: style.fontFamily },
      itemStyle: { borderColor: colour("--map-edge"), borderWidth: 1 },
      data: counties.map((county) => ({
        name: county.name,
        itemStyle: { areaColor: colour(`--d${county.depth}`) },
        label: { color: colour(`--on-d${county.depth}`), formatter: `${county.name.replace(/(区|县)$/, "")}\n${county.text}` },
      })),
    }],
  };
}
