using System.Text.Json.Serialization;

namespace GatewayKit.Tokens;

// RFC 6749, section 3.2: a parameter of a response must not be repeated.
[JsonSourceGenerationOptions(AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class TokenJson : JsonSerializerContext;
