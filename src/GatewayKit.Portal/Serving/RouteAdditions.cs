using System.Globalization;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Serving;

/// <summary>The additions of a route's plugins to its operations, as they describe themselves.</summary>
internal sealed class RouteAdditions
{
    private const int MaxAlternatives = 16;

    private readonly List<ApiDescription> _descriptions = [];

    private RouteAdditions()
    {
    }

    /// <summary>The alternatives of credentials; null if no plugin authenticates.</summary>
    private List<OpenApiSecurityRequirement>? Security { get; set; }

    /// <summary>Reads the descriptions of a route's plugins, for a caller who isn't known.</summary>
    public static RouteAdditions Of(CompiledRoute route)
    {
        var additions = new RouteAdditions();
        var pipeline = route.Pipeline;
        foreach (var entry in pipeline.BeforeCaller.Entries.Concat(pipeline.AfterCaller.Entries))
        {
            if (entry.Options is IDescribedOptions described && !entry.IsBarred && Describe(described) is { } description)
                additions._descriptions.Add(description);
        }

        additions.Security = additions.Combine(route.Authentication);
        return additions;
    }

    /// <summary>Returns an operation with what the plugins add.</summary>
    public OpenApiOperation AddTo(OpenApiOperation operation)
    {
        var headers = _descriptions.SelectMany(description => description.Headers)
            .Where(header => operation.Parameters.All(parameter => !IsHeader(parameter, header.Name)))
            .DistinctBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .Select(header => new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Description,
                Required = header.IsRequired,
            });
        var answers = _descriptions.SelectMany(description => description.Answers)
            .Select(answer => new OpenApiResponse
            {
                Code = answer.Status.ToString(CultureInfo.InvariantCulture),
                Description = answer.Description,
                Headers = [.. answer.Headers.Select(name => new OpenApiParameter { Name = name, In = ParameterLocation.Header })],
            })
            .Where(answer => operation.Responses.All(response => response.Code != answer.Code))
            .DistinctBy(answer => answer.Code, StringComparer.Ordinal);
        var notes = _descriptions.SelectMany(description => description.Notes).Select(note => $"> {note.ReplaceLineEndings(" ")}");
        return operation with
        {
            Description = string.Join("\n\n", notes.Prepend(operation.Description ?? "").Where(text => text.Length > 0)),
            Parameters = [.. operation.Parameters, .. headers],
            Responses = [.. operation.Responses, .. answers],
            Security = Security ?? operation.Security,
        };
    }

#pragma warning disable CA1031 // A plugin that can't describe itself is left out of the documentation.
    private static ApiDescription? Describe(IDescribedOptions options)
    {
        try
        {
            var description = new ApiDescription();
            options.Describe(description);
            return description;
        }
        catch (Exception)
        {
            return null;
        }
    }
#pragma warning restore CA1031

    /// <summary>Combines the alternatives of several plugins: all of them must succeed, or any.</summary>
    private List<OpenApiSecurityRequirement>? Combine(AuthenticationMode mode)
    {
        var plugins = _descriptions.Where(description => description.Credentials.Count > 0)
            .Select(description => description.Credentials.Select(Requirement).ToList())
            .ToList();
        if (plugins.Count == 0)
            return null;

        var all = mode == AuthenticationMode.Any
            ? plugins.SelectMany(alternatives => alternatives)
            : plugins.Aggregate((some, others) => [.. some
                .SelectMany(one => others.Select(other => new OpenApiSecurityRequirement([.. one.Schemes, .. other.Schemes])))
                .Take(MaxAlternatives)]);
        List<OpenApiSecurityRequirement> combined = [.. all.Take(MaxAlternatives)];
        if (_descriptions.Exists(description => description.AllowsAnonymous))
            combined.Add(new OpenApiSecurityRequirement([]));
        return combined;
    }

    private static OpenApiSecurityRequirement Requirement(ApiCredential credential)
        => new([new KeyValuePair<OpenApiSecurityScheme, IReadOnlyList<string>>(Scheme(credential), [])]);

    private static OpenApiSecurityScheme Scheme(ApiCredential credential)
    {
        var name = credential.Kind == ApiCredentialKind.OpenIdConnect ? "openid"
            : string.Concat(credential.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var scheme = new OpenApiSecurityScheme
        {
            Name = $"gateway-{credential.Kind.ToString().ToLowerInvariant()}-{name}",
            Type = credential.Kind switch
            {
                ApiCredentialKind.Http => SecuritySchemeType.Http,
                ApiCredentialKind.OpenIdConnect => SecuritySchemeType.OpenIdConnect,
                ApiCredentialKind.Certificate => SecuritySchemeType.MutualTls,
                _ => SecuritySchemeType.ApiKey,
            },
        };
        return credential.Kind switch
        {
            ApiCredentialKind.Http => scheme with { Scheme = credential.Name.ToLowerInvariant() },
            ApiCredentialKind.OpenIdConnect => scheme with { OpenIdConnectUrl = credential.Name },
            ApiCredentialKind.Query => scheme with { In = ParameterLocation.Query, ParameterName = credential.Name },
            ApiCredentialKind.Cookie => scheme with { In = ParameterLocation.Cookie, ParameterName = credential.Name },
            ApiCredentialKind.Header => scheme with { In = ParameterLocation.Header, ParameterName = credential.Name },
            _ => scheme,
        };
    }

    private static bool IsHeader(OpenApiParameter parameter, string name)
        => parameter.In == ParameterLocation.Header && parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
