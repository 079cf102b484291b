using System.Text.RegularExpressions;

namespace GatewayKit.Samples.QuickStart;

/// <summary>A printed line that calls curl, taken apart as a shell does.</summary>
internal sealed partial record CurlLine(IReadOnlyList<string> Arguments)
{
    public static CurlLine Parse(string line)
        => new([.. Words().Matches(line).Skip(1).Select(word => word.Value.Trim('"').Replace("\\n", "\n", StringComparison.Ordinal))]);

    /// <summary>The values of an option such as <c>-H</c>.</summary>
    public IEnumerable<string> Values(string option)
        => Arguments.Zip(Arguments.Skip(1)).Where(pair => pair.First == option).Select(pair => pair.Second);

    /// <summary>The addresses that are called one after the other: <c>page=[1-3]</c> are three.</summary>
    public IEnumerable<string> Urls()
    {
        var url = Arguments.Single(argument => argument.StartsWith("http://", StringComparison.Ordinal));
        return Range().Match(url) is { Success: true } range
            ? Enumerable.Range(1, int.Parse(range.Groups[1].ValueSpan)).Select(number => Range().Replace(url, $"{number}"))
            : [url];
    }

    [GeneratedRegex("""(?:"[^"]*"|[^ "])+""")]
    private static partial Regex Words();

    [GeneratedRegex(@"\[1-(\d+)\]")]
    private static partial Regex Range();
}
