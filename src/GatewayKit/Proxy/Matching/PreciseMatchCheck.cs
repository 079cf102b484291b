using System.Buffers;
using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Messages;
using GatewayKit.Proxy.Matching.Expressions;

namespace GatewayKit.Proxy.Matching;

/// <summary>Checks the <see cref="PreciseMatch"/> of a route.</summary>
/// <param name="listeners">The listeners of the configuration.</param>
/// <param name="errors">Collects the errors.</param>
internal sealed class PreciseMatchCheck(ImmutableDictionary<string, GatewayListener> listeners, ConfigErrors errors)
{
    private const int LongestPath = 1024;
    private const int MostElements = 128;
    private const int MostConditions = 64;
    private const int HighestWeight = 1_000_000;

    private static readonly SearchValues<char> s_label = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly string[] s_forbidden = ["//", "/./", "/../", "%2f", "%2F", "%00", "\\", "#", "?"];

    public void Check(string id, GatewayRoute route, PreciseMatch match)
    {
        void Add(string message) => errors.Add(ConfigOwner.Route(id), message, route.Location);

        if (route.Route.Match is not { Path: "/{**rest}", Hosts: null, Methods: null, Headers: null, QueryParameters: null })
            Add("its YARP match must be PreciseMatch.AnyRequest, because it has a precise match.");
        foreach (var listener in match.Listeners)
        {
            if (!listeners.TryGetKey(listener, out var name) || name != listener)
                Add($"match.listeners has '{DisplayText.Name(listener)}'; {UnknownName.For("listener", listener, listeners.Keys)}");
        }

        foreach (var host in match.Hosts)
        {
            if (IsInvalidHost(host))
                Add($"match.hosts has '{DisplayText.Name(host)}'; it must be a name such as 'example.com' or '*.example.com', "
                    + "in ASCII and lower case.");
        }

        CheckUnique("match.listeners", match.Listeners, Add);
        CheckUnique("match.hosts", match.Hosts, Add);
        CheckPath(match.Path, Add);
        if (match.Method is { } method && !HttpSyntax.IsToken(method))
            Add($"match.method is '{DisplayText.Name(method)}', which isn't a valid method.");
        CheckValues("match.headers", match.Headers, name => HttpSyntax.IsToken(name), StringComparer.OrdinalIgnoreCase, Add);
        CheckValues("match.query", match.Query, name => name.Length > 0, StringComparer.Ordinal, Add);
        CheckValues("match.cookies", match.Cookies, name => HttpSyntax.IsToken(name), StringComparer.Ordinal, Add);
        if (match.Weight is < 0 or > HighestWeight)
            Add($"match.weight is {match.Weight}; it must be between 0 and {HighestWeight}.");
    }

    private static void CheckPath(PathCondition path, Action<string> add)
    {
        var value = path.Value;
        if (path.Kind == PathConditionKind.Regex)
        {
            if (FindRegexError(value) is { } error)
                add($"match.path is '{DisplayText.Name(value)}', which isn't a valid regular expression: {error}");
            return;
        }

        if (!value.StartsWith('/') || value.Length > LongestPath)
            add($"match.path is '{DisplayText.Name(value)}'; it must begin with '/' and have up to {LongestPath} characters.");
        else if (s_forbidden.FirstOrDefault(text => value.Contains(text, StringComparison.Ordinal)) is { } text)
            add($"match.path is '{DisplayText.Name(value)}'; it must not contain '{text}'.");
        else if (value.EndsWith("/.", StringComparison.Ordinal) || value.EndsWith("/..", StringComparison.Ordinal))
            add($"match.path is '{DisplayText.Name(value)}'; it must not end with '/.' or '/..'.");
        else if (value.AsSpan().Count('/') > MostElements)
            add($"match.path has more than {MostElements} elements.");
    }

    private static void CheckValues(
        string key, ImmutableArray<ValueCondition> conditions, Func<string, bool> isName, StringComparer comparer, Action<string> add)
    {
        if (conditions.Length > MostConditions)
            add($"{key} has {conditions.Length} conditions; it can have up to {MostConditions}.");
        foreach (var condition in conditions)
        {
            if (!isName(condition.Name))
                add($"{key} has '{DisplayText.Name(condition.Name)}', which isn't a valid name.");
            if (condition.Value.Length > LinearRegex.MostCharacters)
                add($"{key} has a value for '{DisplayText.Name(condition.Name)}' with more than {LinearRegex.MostCharacters} characters.");
            else if (condition.Kind == ValueConditionKind.Regex && FindRegexError(condition.Value) is { } error)
                add($"{key} has '{DisplayText.Name(condition.Value)}' for '{DisplayText.Name(condition.Name)}', "
                    + $"which isn't a valid regular expression: {error}");
        }

        foreach (var name in conditions.GroupBy(condition => condition.Name, comparer).Where(same => same.Count() > 1))
            add($"{key} has '{DisplayText.Name(name.Key)}' twice.");
    }

    private static void CheckUnique(string key, ImmutableArray<string> values, Action<string> add)
    {
        if (values.Length < 2)
            return;

        foreach (var value in values.GroupBy(value => value, StringComparer.Ordinal).Where(same => same.Count() > 1))
            add($"{key} has '{DisplayText.Name(value.Key)}' twice.");
    }

    private static bool IsInvalidHost(string host)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return name.Length is 0 or > 253
            || !name.Split('.').All(label => label.Length > 0 && !label.AsSpan().ContainsAnyExcept(s_label));
    }

    private static string? FindRegexError(string pattern)
    {
        try
        {
            LinearRegex.Create(pattern);
            return null;
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }
}
