using System.Text.Json.Serialization;

namespace GatewayKit.Acme;

[JsonSerializable(typeof(AcmeOptions))]
internal sealed partial class OptionsJson : JsonSerializerContext;
