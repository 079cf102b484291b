using System.Text.Json;

namespace GatewayKit.JsonSchema;

public sealed record SuiteCase(string File, string Group, string Test, JsonElement Schema, JsonElement Data, bool Valid);
