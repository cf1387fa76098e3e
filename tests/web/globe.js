// A globe without the network: loads CZML as any viewer would and tells what Cesium made of it.
"use strict";

let viewer;

async function begin() {
  const land = await Cesium.TileMapServiceImageryProvider.fromUrl(
    Cesium.buildModuleUrl("Assets/Textures/NaturalEarthII"));
  viewer = new Cesium.Viewer("globe", {
    baseLayer: new Cesium.ImageryLayer(land),
    terrainProvider: new Cesium.EllipsoidTerrainProvider(),
    geocoder: false, homeButton: false, sceneModePicker: false, baseLayerPicker: false, navigationHelpButton: false,
    fullscreenButton: false, infoBox: false, selectionIndicator: false, skyBox: false, skyAtmosphere: false,
    shouldAnimate: false, useDefaultRenderLoop: false, contextOptions: { webgl: { preserveDrawingBuffer: true } },
  });
  viewer.scene.globe.showGroundAtmosphere = false;
  viewer.scene.backgroundColor = Cesium.Color.BLACK;
}

const row = (place) => (place ? [place.x, place.y, place.z] : null);

// Every entity of one file, with what it is at some times; its frame is read back in both frames.
async function load(url, times) {
  viewer.dataSources.removeAll(true);
  const source = await Cesium.CzmlDataSource.load(url);
  await viewer.dataSources.add(source);
  const instants = times.map((time) => Cesium.JulianDate.fromIso8601(time));
  if (instants.length > 0) {
    await Cesium.Transforms.preloadIcrfFixed(
      new Cesium.TimeInterval({ start: instants[0], stop: instants[instants.length - 1] }));
  }
  const clock = source.clock;
  return {
    name: source.name,
    clock: clock && {
      start: Cesium.JulianDate.toIso8601(clock.startTime, 3), stop: Cesium.JulianDate.toIso8601(clock.stopTime, 3),
      now: Cesium.JulianDate.toIso8601(clock.currentTime, 3), multiplier: clock.multiplier,
    },
    entities: source.entities.values.map((entity) => ({
      id: entity.id,
      name: entity.name,
      parent: entity.parent ? entity.parent.id : null,
      description: entity.description ? entity.description.getValue(instants[0]) : null,
      path: Boolean(entity.path),
      label: entity.label ? entity.label.text.getValue(instants[0]) : null,
      frame: entity.position ? entity.position.referenceFrame : null,
      at: instants.map((time) => ({
        here: entity.isAvailable(time),
        inertial: entity.position
          ? row(entity.position.getValueInReferenceFrame(time, Cesium.ReferenceFrame.INERTIAL)) : null,
        fixed: entity.position
          ? row(entity.position.getValueInReferenceFrame(time, Cesium.ReferenceFrame.FIXED)) : null,
        colour: entity.point ? Array.from(entity.point.color.getValue(time).toBytes()) : null,
        light: entity.properties && entity.properties.light ? entity.properties.light.getValue(time) : null,
      })),
    })),
  };
}

// Looks at the whole from afar at one time, once every tile and line is there.
async function look(time, direction, distance) {
  viewer.clock.shouldAnimate = false;
  viewer.clock.currentTime = Cesium.JulianDate.fromIso8601(time);
  const eye = Cesium.Cartesian3.multiplyByScalar(
    Cesium.Cartesian3.normalize(new Cesium.Cartesian3(...direction), new Cesium.Cartesian3()), distance,
    new Cesium.Cartesian3());
  const forward = Cesium.Cartesian3.normalize(Cesium.Cartesian3.negate(eye, new Cesium.Cartesian3()),
    new Cesium.Cartesian3());
  viewer.camera.setView({ destination: eye, orientation: { direction: forward, up: Cesium.Cartesian3.UNIT_Z } });
  for (let frame = 0, quiet = 0; frame < 600 && quiet < 5; frame += 1) {
    viewer.render();
    quiet = viewer.scene.globe.tilesLoaded && viewer.dataSourceDisplay.ready ? quiet + 1 : 0;
    await new Promise((done) => setTimeout(done, 20));
  }
}
