using System.Globalization;
using System.Text.RegularExpressions;

namespace GatewayKit.Expressions;

/// <summary>The functions that an expression can call. Names, networks and patterns are literals, so that they are checked when the
/// configuration loads.</summary>
internal static class RequestFunctions
{
    private const int MaxPattern = 500;
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static Dictionary<string, Func<Term[], Term?>> All { get; } = new(StringComparer.Ordinal)
    {
        ["inGroup"] = a => a is [Text group]
            ? new Condition(context => group.Of(context) is { } name ? RequestNames.IsInGroup(context, name) : null) : null,
        ["hasScope"] = a => a is [Text scope]
            ? new Condition(context => scope.Of(context) is { } name ? RequestNames.HasScope(context, name) : null) : null,
        ["hasClaim"] = a => a switch
        {
            [Text { Literal: { } name }] => new Condition(context => RequestValues.Claims(context, name).Any()),
            [Text { Literal: { } name }, Text value]
                => new Condition(context => value.Of(context) is { } text ? RequestValues.Claims(context, name).Contains(text) : null),
            _ => null,
        },
        ["claim"] = a => a is [Text { Literal: { } name }] ? new Text(context => RequestValues.Claim(context, name)) : null,
        ["header"] = a => a is [Text { Literal: { } name }] && HttpSyntax.IsToken(name)
            ? new Text(context => RequestValues.Header(context, name)) : null,
        ["query"] = a => a is [Text { Literal: { } name }] ? new Text(context => RequestValues.Query(context, name)) : null,
        ["route"] = a => a is [Text { Literal: { } name }] ? new Text(context => RequestValues.RouteValue(context, name)) : null,
        ["variable"] = a => a is [Text { Literal: { } name }] ? new Text(context => RequestValues.Variable(context, name)) : null,
        ["startsWith"] = a => Compare(a, (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        ["endsWith"] = a => Compare(a, (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
        ["contains"] = a => Compare(a, (text, part) => text.Contains(part, StringComparison.Ordinal)),
        ["lower"] = a => a is [Text text] ? new Text(context => text.Of(context)?.ToLowerInvariant()) : null,
        ["number"] = a => a is [Text text] ? new Number(context => ParseNumber(text.Of(context))) : null,
        ["matches"] = a => a is [Text text, Text { Literal: { } pattern }] ? Match(text, pattern) : null,
        ["inNetwork"] = a => a.Length > 0 && Array.TrueForAll(a, term => term is Text { Literal: not null }) ? InNetwork(a) : null,
    };

    private static Condition? Compare(Term[] arguments, Func<string, string, bool> compare)
        => arguments is [Text text, Text part]
            ? new Condition(context => text.Of(context) is { } x && part.Of(context) is { } y ? compare(x, y) : null) : null;

    private static decimal? ParseNumber(string? text)
        => text is null ? null
            : decimal.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new ExpressionException("the argument of 'number' isn't a number.");

    private static Condition Match(Text text, string pattern)
    {
        if (pattern.Length > MaxPattern)
            throw new ExpressionException($"the pattern of 'matches' has more than {MaxPattern} characters.");

        try
        {
            // Clients write the text to match: without backtracking, matching takes linear time.
            var regex = new Regex(
                $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
            return new Condition(context => text.Of(context) is { } value ? regex.IsMatch(value) : null);
        }
        catch (ArgumentException error)
        {
            throw new ExpressionException($"the pattern of 'matches' isn't valid: {error.Message}");
        }
        catch (NotSupportedException)
        {
            throw new ExpressionException(
                "the pattern of 'matches' has lookaround or back references, or is too large; it must be matchable in linear time.");
        }
    }

    private static Condition InNetwork(Term[] arguments)
    {
        try
        {
            var networks = new AddressNetworks(arguments.Select(argument => ((Text)argument).Literal!));
            return new Condition(context => context.Http.Connection.RemoteIpAddress is { } ip ? networks.Contains(ip) : null);
        }
        catch (FormatException error)
        {
            throw new ExpressionException($"an argument of 'inNetwork', {error.Message}");
        }
    }
}
