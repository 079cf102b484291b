using System.Text.Json.Serialization;

namespace GatewayKit.Tokens;

[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class TokenJson : JsonSerializerContext;
