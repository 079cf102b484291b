using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Serving;
using GatewayKit.Kubernetes.TestServer.Writing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Access;

/// <summary>
/// Decides who can do what. Without tokens, every client is the administrator. After the first token, requests need a token or a
/// client certificate; <see cref="UsesRoles"/> also evaluates the stored roles.
/// </summary>
public sealed class AccessControl
{
    private readonly ConcurrentDictionary<string, Identity> _tokens = new(StringComparer.Ordinal);
    private readonly RoleEvaluation _roles;
    private ImmutableList<Denial> _denials = [];

    internal AccessControl(Cluster cluster) => _roles = new RoleEvaluation(cluster);

    /// <summary>Gets or sets whether requests need a role (RBAC). The default is <c>false</c>.</summary>
    public bool UsesRoles { get; set; }

    /// <summary>Gets the token of the administrator, which is always valid.</summary>
    public string AdministratorToken { get; } = NewToken();

    /// <summary>Accepts a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="user">The user.</param>
    /// <param name="groups">The groups; <c>system:masters</c> for an administrator.</param>
    public void AddToken(string token, string user, params string[] groups)
        => _tokens[token] = new Identity(user, [.. groups, "system:authenticated"]);

    /// <summary>Creates a token for a service account.</summary>
    public string AddServiceAccount(string @namespace, string name)
    {
        var token = NewToken();
        _tokens[token] = Identity.ServiceAccount(@namespace, name);
        return token;
    }

    /// <summary>Rejects a token from now on.</summary>
    public void RemoveToken(string token) => _tokens[token] = Denial.Unknown;

    /// <summary>Rejects requests with 403 until the result is disposed.</summary>
    /// <param name="verb">The verb; <c>null</c> for all.</param>
    /// <param name="resource">The resource: <c>secrets</c>, <c>httproutes/status</c>; <c>null</c> for all.</param>
    /// <param name="user">The user; <c>null</c> for all.</param>
    public IDisposable Deny(string? verb = null, string? resource = null, string? user = null)
    {
        var denial = new Denial(verb, resource, user);
        ImmutableInterlocked.Update(ref _denials, denials => denials.Add(denial));
        return denial;
    }

    internal Identity Authenticate(HttpContext context)
    {
        if (context.Connection.ClientCertificate is { } certificate)
            return new Identity(certificate.GetNameInfo(X509NameType.SimpleName, false), [Identity.Masters, "system:authenticated"]);

        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        var token = header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : "";
        if (token == AdministratorToken || (token.Length == 0 && _tokens.IsEmpty))
            return Identity.Administrator;

        return _tokens.TryGetValue(token, out var identity) && identity != Denial.Unknown ? identity : throw ApiErrors.Unauthorized();
    }

    internal void Authorize(Identity identity, ResourceRequest request)
    {
        if (!IsAllowed(identity, request))
            throw Forbidden(identity, request);
    }

    internal bool IsAllowed(Identity identity, ResourceRequest request)
        => !_denials.Exists(denial => denial.Concerns(identity, request))
            && (!UsesRoles || identity.Groups.Contains(Identity.Masters) || _roles.Allow(identity, request));

    private static ApiException Forbidden(Identity identity, ResourceRequest request)
    {
        var kind = request.Kind;
        var named = request.Name is null ? kind.Resource : $"{kind.Resource} \"{request.Name}\"";
        var where = request.Namespace is null ? "at the cluster scope" : $"in the namespace \"{request.Namespace}\"";
        return new ApiException(403, "Forbidden", $"{named} is forbidden: User \"{identity.User}\" cannot {request.Verb} "
            + $"resource \"{request.Resource}\" in API group \"{kind.Group}\" {where}")
        {
            Name = request.Name,
            Group = kind.Group,
            Kind = kind.Plural,
        };
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
