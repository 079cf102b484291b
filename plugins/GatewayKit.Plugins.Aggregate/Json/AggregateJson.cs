using System.Text.Json.Serialization;

namespace GatewayKit.Plugins.Aggregate.Json;

/// <summary>Generated code, so that the assembly of the plugin can be unloaded.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class AggregateJson : JsonSerializerContext;
