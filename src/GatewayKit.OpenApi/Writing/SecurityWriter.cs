using System.Text.Json;

namespace GatewayKit.OpenApi.Writing;

/// <summary>Writes security schemes and the requirements of operations.</summary>
internal static class SecurityWriter
{
    private static readonly string[] s_flows =
        ["implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"];

    public static void WriteSchemes(Utf8JsonWriter json, IEnumerable<OpenApiSecurityScheme> schemes)
    {
        json.WriteStartObject("securitySchemes"u8);
        foreach (var scheme in schemes)
        {
            json.WriteStartObject(scheme.Name);
            WriteScheme(json, scheme);
            if (!string.IsNullOrEmpty(scheme.Description))
                json.WriteString("description"u8, scheme.Description);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void WriteRequirements(Utf8JsonWriter json, IReadOnlyList<OpenApiSecurityRequirement> requirements)
    {
        json.WriteStartArray("security"u8);
        foreach (var requirement in requirements)
        {
            json.WriteStartObject();
            foreach (var (scheme, scopes) in requirement.Schemes)
            {
                json.WriteStartArray(scheme.Name);
                foreach (var scope in scopes)
                    json.WriteStringValue(scope);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteScheme(Utf8JsonWriter json, OpenApiSecurityScheme scheme)
    {
        switch (scheme.Type)
        {
            case SecuritySchemeType.ApiKey:
                json.WriteString("type"u8, "apiKey"u8);
                json.WriteString("in"u8, scheme.In.ToString().ToLowerInvariant());
                json.WriteString("name"u8, scheme.ParameterName);
                break;
            case SecuritySchemeType.Http:
                json.WriteString("type"u8, "http"u8);
                json.WriteString("scheme"u8, scheme.Scheme);
                break;
            case SecuritySchemeType.OpenIdConnect:
                json.WriteString("type"u8, "openIdConnect"u8);
                json.WriteString("openIdConnectUrl"u8, scheme.OpenIdConnectUrl ?? "");
                break;
            case SecuritySchemeType.MutualTls:
                json.WriteString("type"u8, "mutualTLS"u8);
                break;
            default:
                json.WriteString("type"u8, "oauth2"u8);
                WriteFlows(json, scheme.Json);
                break;
        }
    }

    /// <summary>Writes the flows of OAuth 2.0; the only flow of Swagger 2.0 gets its name in OpenAPI 3.</summary>
    private static void WriteFlows(Utf8JsonWriter json, JsonElement scheme)
    {
        json.WriteStartObject("flows"u8);
        if (scheme.ValueKind == JsonValueKind.Object && scheme.TryGetProperty("flow", out var flow) && FlowName(flow) is { } name)
            WriteFlow(json, name, scheme);
        else if (scheme.ValueKind == JsonValueKind.Object && scheme.TryGetProperty("flows", out var flows)
            && flows.ValueKind == JsonValueKind.Object)
        {
            foreach (var known in s_flows)
            {
                if (flows.TryGetProperty(known, out var declared) && declared.ValueKind == JsonValueKind.Object)
                    WriteFlow(json, known, declared);
            }
        }

        json.WriteEndObject();
    }

    private static string? FlowName(JsonElement flow) => flow.ValueKind != JsonValueKind.String ? null : flow.GetString() switch
    {
        "application" => "clientCredentials",
        "accessCode" => "authorizationCode",
        "implicit" => "implicit",
        "password" => "password",
        _ => null,
    };

    private static void WriteFlow(Utf8JsonWriter json, string name, JsonElement flow)
    {
        json.WriteStartObject(name);
        foreach (var key in (ReadOnlySpan<string>)["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"])
        {
            if (flow.TryGetProperty(key, out var url) && url.ValueKind == JsonValueKind.String)
                json.WriteString(key, url.GetString());
        }

        json.WriteStartObject("scopes"u8);
        if (flow.TryGetProperty("scopes", out var scopes) && scopes.ValueKind == JsonValueKind.Object)
        {
            foreach (var scope in scopes.EnumerateObject())
                json.WriteString(scope.Name, scope.Value.ToString());
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
