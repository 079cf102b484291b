using System.Text.RegularExpressions;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Docs.Pages;

/// <summary>The ports that a page names, and the free ones that stand for them in a run.</summary>
internal sealed partial class PageAddresses
{
    private readonly Dictionary<string, string> _actual = [];

    /// <summary>Notes the port that a host has taken.</summary>
    public void Add(string shown, string actual) => _actual[shown] = actual;

    /// <summary>A text of the page as it is run.</summary>
    public string ToActual(string text) => Port().Replace(text, m => _actual.GetValueOrDefault(m.Value, m.Value));

    /// <summary>A line of output as the page shows it.</summary>
    public string ToShown(string line) => Port().Replace(line, m => _actual.FirstOrDefault(pair => pair.Value == m.Value).Key ?? m.Value);

    /// <summary>A port that was free a moment ago.</summary>
    public static string FindFree() => $"{FreePort.Find()}";

    /// <summary>The ports in a text, in their order.</summary>
    public static IEnumerable<string> Of(string text) => Port().Matches(text).Select(m => m.Value);

    /// <summary>A text in which every address asks for a free port.</summary>
    public static string ToFree(string text) => Port().Replace(text, "0");

    [GeneratedRegex(@"(?<=(127\.0\.0\.1|localhost|\*):)\d+")]
    private static partial Regex Port();
}
