using System.Security.Claims;
using GatewayKit.Expressions;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>The groups and scopes that a caller needs for a tool.</summary>
internal sealed class CallerRequirement
{
    private readonly string[][] _groups;
    private readonly string[] _scopes;
    private readonly string[][] _alternatives;

    /// <param name="rules">The rules of the options; a caller must meet all.</param>
    /// <param name="security">The requirements of the document; a caller must have the scopes of one. Empty for none.</param>
    public CallerRequirement(IEnumerable<ToolAccess> rules, IReadOnlyList<OpenApiSecurityRequirement> security)
    {
        var all = rules.ToList();
        _groups = [.. all.Where(rule => rule.Groups.Count > 0).Select(rule => rule.Groups.ToArray())];
        _scopes = [.. all.SelectMany(rule => rule.Scopes).Distinct(StringComparer.Ordinal)];
        _alternatives = [.. security.Select(required => required.Schemes.SelectMany(scheme => scheme.Value).Distinct().ToArray())];
        if (Array.Exists(_alternatives, scopes => scopes.Length == 0))
            _alternatives = [];
    }

    /// <summary>Returns whether the caller can use the tool.</summary>
    public bool IsMet(GatewayContext context)
    {
        foreach (var groups in _groups)
        {
            if (context.Consumer?.IsInAnyGroup(groups) != true)
                return false;
        }

        if (_scopes.Length == 0 && _alternatives.Length == 0)
            return true;

        return CallerClaims.Of(context) is { } claims
            && HasAll(claims, _scopes)
            && (_alternatives.Length == 0 || Array.Exists(_alternatives, scopes => HasAll(claims, scopes)));
    }

    private static bool HasAll(ClaimsPrincipal claims, string[] scopes)
        => Array.TrueForAll(scopes, scope => CallerClaims.HasScope(claims, scope));
}
