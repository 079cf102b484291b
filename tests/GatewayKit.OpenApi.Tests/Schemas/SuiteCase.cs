using System.Text.Json;

namespace GatewayKit.OpenApi.Schemas;

public sealed record SuiteCase(string File, string Group, string Test, JsonElement Schema, JsonElement Data, bool Valid);
