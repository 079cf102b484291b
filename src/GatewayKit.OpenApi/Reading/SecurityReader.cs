using System.Collections.Frozen;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads security schemes and the requirements of operations.</summary>
internal sealed class SecurityReader(ReaderScope scope)
{
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    public FrozenDictionary<string, OpenApiSecurityScheme> Schemes(SourceLocation root)
    {
        var declared = scope.IsSwagger ? scope.Members.Object(root, "securityDefinitions")
            : scope.Members.Object(root, "components") is { } components ? scope.Members.Object(components, "securitySchemes")
            : null;
        var schemes = new Dictionary<string, OpenApiSecurityScheme>(StringComparer.Ordinal);
        foreach (var (name, place) in scope.Members.Of(declared, withExtensions: true))
        {
            if (scope.Members.Object(place) is { } scheme && Scheme(name, scheme) is { } read)
                schemes[name] = read with { Description = Members.Prose(scheme, "description"), Json = scheme.Json };
            else
                _unreadable.Add(name);
        }
        return schemes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Reads the requirements of an object; <c>null</c> if it doesn't have any. An alternative with an unreadable scheme is left
    /// out.</summary>
    public IReadOnlyList<OpenApiSecurityRequirement>? Requirements(
        SourceLocation parent, FrozenDictionary<string, OpenApiSecurityScheme> schemes)
        => scope.Members.Several(parent, "security") is { } items
            ? [.. items
                .Select(item => scope.Members.Object(item))
                .OfType<SourceLocation>()
                .Select(item => Requirement(item, schemes))
                .OfType<OpenApiSecurityRequirement>()]
            : null;

    private OpenApiSecurityRequirement? Requirement(SourceLocation place, FrozenDictionary<string, OpenApiSecurityScheme> schemes)
    {
        var required = new List<KeyValuePair<OpenApiSecurityScheme, IReadOnlyList<string>>>();
        var isKnown = true;
        foreach (var (name, scopes) in scope.Members.Of(place, withExtensions: true))
        {
            if (schemes.TryGetValue(name, out var scheme))
            {
                required.Add(new(scheme, [.. scope.Members.Items(scopes).Select(item => item.Json.ToString())]));
                continue;
            }
            isKnown = false;
            if (!_unreadable.Contains(name))
                scope.Findings.Error(scopes, $"No security scheme is named '{Shortened.Text(name)}'. {Suggestion(name, schemes)}");
        }
        return isKnown ? new OpenApiSecurityRequirement(required) : null;
    }

    private static string Suggestion(string name, FrozenDictionary<string, OpenApiSecurityScheme> schemes)
        => NearestName.Of(name, schemes.Keys) is { } nearest ? $"Did you mean '{Shortened.Text(nearest)}'?"
            : schemes.Count == 0 ? "The document doesn't declare any."
            : "The known schemes are "
                + string.Join(", ", schemes.Keys.Order(StringComparer.Ordinal).Take(10).Select(known => $"'{Shortened.Text(known)}'"))
                + ".";

    private OpenApiSecurityScheme? Scheme(string name, SourceLocation place)
    {
        switch (scope.Members.Text(place, "type"))
        {
            case "apiKey":
                return ApiKey(name, place);
            case "basic" when scope.IsSwagger:
                return new OpenApiSecurityScheme { Name = name, Type = SecuritySchemeType.Http, Scheme = "basic" };
            case "http" when !scope.IsSwagger && scope.Members.Text(place, "scheme") is { Length: > 0 } scheme:
                return new OpenApiSecurityScheme { Name = name, Type = SecuritySchemeType.Http, Scheme = scheme.ToLowerInvariant() };
            case "http" when !scope.IsSwagger:
                scope.Findings.Error(place, "A security scheme of the type 'http' must have a 'scheme', such as 'basic' or 'bearer'.");
                return null;
            case "oauth2":
                return new OpenApiSecurityScheme { Name = name, Type = SecuritySchemeType.OAuth2 };
            case "openIdConnect" when !scope.IsSwagger:
                return new OpenApiSecurityScheme
                {
                    Name = name,
                    Type = SecuritySchemeType.OpenIdConnect,
                    OpenIdConnectUrl = Members.Prose(place, "openIdConnectUrl"),
                };
            case "mutualTLS" when !scope.IsSwagger:
                return new OpenApiSecurityScheme { Name = name, Type = SecuritySchemeType.MutualTls };
            default:
                scope.Findings.Error(Members.Any(place, "type") ?? place, scope.IsSwagger
                    ? "The type of a security scheme must be 'basic', 'apiKey' or 'oauth2'."
                    : "The type of a security scheme must be 'apiKey', 'http', 'oauth2', 'openIdConnect' or 'mutualTLS'.");
                return null;
        }
    }

    private OpenApiSecurityScheme? ApiKey(string name, SourceLocation place)
    {
        ParameterLocation? location = scope.Members.Text(place, "in") switch
        {
            "header" => ParameterLocation.Header,
            "query" => ParameterLocation.Query,
            "cookie" when !scope.IsSwagger => ParameterLocation.Cookie,
            _ => null,
        };
        if (location is { } known && scope.Members.Text(place, "name") is { Length: > 0 } parameter)
            return new OpenApiSecurityScheme { Name = name, Type = SecuritySchemeType.ApiKey, In = known, ParameterName = parameter };
        scope.Findings.Error(place,
            "A security scheme of the type 'apiKey' must have a 'name', and 'in' must be 'header', 'query' or, since OpenAPI 3, 'cookie'.");
        return null;
    }
}
