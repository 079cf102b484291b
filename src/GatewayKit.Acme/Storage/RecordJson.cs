using System.Text.Json.Serialization;

namespace GatewayKit.Acme.Storage;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(AccountRecord))]
[JsonSerializable(typeof(HostRecord))]
[JsonSerializable(typeof(ChallengeRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
