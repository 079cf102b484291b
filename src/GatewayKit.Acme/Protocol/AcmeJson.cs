using System.Text.Json.Serialization;

namespace GatewayKit.Acme.Protocol;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 16)]
[JsonSerializable(typeof(DirectoryResource))]
[JsonSerializable(typeof(NewAccount))]
[JsonSerializable(typeof(AccountResource))]
[JsonSerializable(typeof(NewOrder))]
[JsonSerializable(typeof(OrderResource))]
[JsonSerializable(typeof(AuthorizationResource))]
[JsonSerializable(typeof(ChallengeResource))]
[JsonSerializable(typeof(FinalizeOrder))]
[JsonSerializable(typeof(RenewalResource))]
[JsonSerializable(typeof(AcmeProblem))]
internal sealed partial class AcmeJson : JsonSerializerContext;
