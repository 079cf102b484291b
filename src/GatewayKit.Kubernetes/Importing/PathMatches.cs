using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Translation.Ingresses;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Writes the matches of HTTPRoutes and GRPCRoutes.</summary>
internal static partial class PathMatches
{
    private const string Special = @"\.+*?()|[]{}^$";

    private static readonly string[] s_forbidden = ["//", "/./", "/../", "%2f", "%2F", "#"];

    private static readonly string[] s_forbiddenEnds = ["/..", "/."];

    /// <summary>Returns a match.</summary>
    /// <param name="group">The hosts.</param>
    /// <param name="path">The path.</param>
    /// <param name="headers">The further conditions.</param>
    public static JsonObject Of(HostGroup group, IngressPath path, IEnumerable<ValueCondition> headers)
    {
        var match = new JsonObject();
        if (!group.IsGrpc)
            match["path"] = PathOf(path);
        else if (MethodOf(path) is { Count: > 0 } method)
            match["method"] = method;

        ValueCondition[] conditions = [.. group.IsWildcard ? [OneLabel(group.Hosts[0])] : (ValueCondition[])[], .. headers];
        if (conditions.Length > 0)
            match["headers"] = new JsonArray([.. conditions.Select(HeaderOf)]);
        return match;
    }

    /// <summary>Returns the method of gRPC that a path is; empty for any. Null if it is none.</summary>
    public static JsonObject? MethodOf(IngressPath path)
    {
        if (path is { Kind: PathConditionKind.Prefix, Path: "/" })
            return [];
        if (Method().Match(path.Path) is not { Success: true } call || path.Kind == PathConditionKind.Regex)
            return null;

        var (service, method) = (call.Groups[1].Value, call.Groups[2].Value);
        return (path.Kind, method.Length) switch
        {
            (PathConditionKind.Prefix, 0) => new JsonObject { ["service"] = service },
            (PathConditionKind.Exact, > 0) => new JsonObject { ["service"] = service, ["method"] = method },
            _ => null,
        };
    }

    /// <summary>Returns the condition of a cookie, which routes only have as that of a header.</summary>
    public static ValueCondition Cookie(ValueCondition cookie)
        => new("Cookie", ValueConditionKind.Regex, $"(?:.*; ?)?{Escape(cookie.Name)}={Escape(cookie.Value)}(?:;.*)?");

    private static JsonObject PathOf(IngressPath path)
    {
        var condition = path.Condition;
        var (type, value) = (condition.Kind, IsAllowed(condition.Value)) switch
        {
            (PathConditionKind.Regex, _) => ("RegularExpression", condition.Value),
            (PathConditionKind.Exact, true) => ("Exact", condition.Value),
            (PathConditionKind.Prefix, true) => ("PathPrefix", condition.Value),
            (PathConditionKind.Exact, false) => ("RegularExpression", Escape(condition.Value)),
            _ => ("RegularExpression", $"{Escape(condition.Value.TrimEnd('/'))}(?:/.*)?"),
        };
        return new JsonObject { ["type"] = type, ["value"] = value };
    }

    /// <summary>Returns whether definitions of the Gateway API accept a path.</summary>
    private static bool IsAllowed(string path)
        => Characters().IsMatch(path)
            && !s_forbidden.Any(text => path.Contains(text, StringComparison.Ordinal))
            && !s_forbiddenEnds.Any(end => path.EndsWith(end, StringComparison.Ordinal));

    private static JsonObject HeaderOf(ValueCondition header)
    {
        var match = new JsonObject { ["name"] = header.Name, ["value"] = header.Value };
        if (header.Kind == ValueConditionKind.Regex)
            match["type"] = "RegularExpression";
        return match;
    }

    /// <summary>The wildcard of an Ingress is one label, that of a route one or more.</summary>
    private static ValueCondition OneLabel(string host)
        => new("Host", ValueConditionKind.Regex, $"(?i)[^.:]+{Escape(host[1..])}(?::[0-9]+)?");

    private static string Escape(string text)
    {
        var pattern = new StringBuilder(text.Length);
        foreach (var character in text)
            pattern.Append(Special.Contains(character, StringComparison.Ordinal) ? "\\" : "").Append(character);
        return pattern.ToString();
    }

    [GeneratedRegex(@"\A(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+\z")]
    private static partial Regex Characters();

    [GeneratedRegex(@"\A/([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)(?:/([A-Za-z_][A-Za-z0-9_]*))?\z")]
    private static partial Regex Method();
}
