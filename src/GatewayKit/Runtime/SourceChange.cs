using GatewayKit.Configuration.Sources;

namespace GatewayKit.Runtime;

/// <summary>A source that has changed.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Source">The source of configuration; null for a source of plugins.</param>
internal sealed record SourceChange(string Name, IGatewayConfigSource? Source);
