using System.Collections.Frozen;
using System.Text.Json;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;
using GatewayKit.OpenApi.Reading.Swagger;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads one operation.</summary>
internal sealed class OperationReader
{
    private readonly ReaderScope _scope;
    private readonly FrozenDictionary<string, OpenApiSecurityScheme> _schemes;
    private readonly IReadOnlyList<OpenApiServer> _servers;
    private readonly IReadOnlyList<OpenApiSecurityRequirement> _security;
    private readonly SecurityReader _securityReader;
    private readonly ServerReader _serverReader;
    private readonly ParametersReader _parameters;
    private readonly ResponseReader _responses;
    private readonly ContentReader _content;
    private readonly SwaggerReader? _swagger;

    public OperationReader(
        ReaderScope scope, SourceLocation root,
        IReadOnlyList<OpenApiServer> servers, SecurityReader security, FrozenDictionary<string, OpenApiSecurityScheme> schemes)
    {
        (_scope, _servers, _schemes, _securityReader) = (scope, servers, schemes, security);
        _serverReader = new ServerReader(scope);
        _security = _securityReader.Requirements(root, schemes) ?? [];
        _content = new ContentReader(scope);
        _swagger = scope.IsSwagger ? new SwaggerReader(scope, root) : null;
        _parameters = new ParametersReader(scope, new ParameterReader(scope, _content), _swagger);
        _responses = new ResponseReader(scope, _content, _swagger);
    }

    public OpenApiOperation Read(string method, string path, PathTemplate template, PathItem item, SourceLocation location)
    {
        _scope.Spelling.Operation(location);
        var parameters = _parameters.Read(template, item, location, out var hasUnread);
        return new()
        {
            Method = method,
            Path = path,
            OperationId = _scope.Members.Text(location, "operationId") is { Length: > 0 } id ? id : null,
            Summary = Members.Prose(location, "summary"),
            Description = Members.Prose(location, "description"),
            Tags = [.. _scope.Members
                .Items(Members.Any(location, "tags"))
                .Where(tag => tag.Json.ValueKind == JsonValueKind.String)
                .Select(tag => tag.Json.GetString()!)],
            Deprecated = _scope.Members.Flag(location, "deprecated") ?? false,
            Parameters = parameters,
            HasUnreadParameters = hasUnread,
            RequestBody = _swagger is null ? _content.RequestBody(location) : _swagger.RequestBody(item, location),
            Responses = _responses.Read(location),
            Security = _securityReader.Requirements(location, _schemes) ?? _security,
            Servers = _swagger is not null ? _servers : _serverReader.Read(location) ?? ServersOf(item) ?? _servers,
            Location = location.Location,
        };
    }

    private IReadOnlyList<OpenApiServer>? ServersOf(PathItem item)
        => item.Locations.Select(_serverReader.Read).FirstOrDefault(servers => servers is not null);
}
