using System.Text.Json.Serialization;

namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class TokenJson : JsonSerializerContext;
