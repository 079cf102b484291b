using System.Text.Json.Serialization;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>Serializes texts without reflection, so that a removed plugin can leave memory.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextContext : JsonSerializerContext;
