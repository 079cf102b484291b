using System.Globalization;
using GatewayKit.OpenApi.Mocking.Choosing;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Mocking;

/// <summary>Finds options that can never have an effect: they name what the document has not.</summary>
internal static class MockOptionsCheck
{
    private const int LongestShown = 10;

    public static IReadOnlyList<MockMistake> Find(OpenApiDocument document, MockEngineOptions options)
    {
        var mistakes = new List<MockMistake>();
        if (options.ErrorRate is not (>= 0 and <= 1))
            mistakes.Add(new("errorRate", string.Create(CultureInfo.InvariantCulture, $"is {options.ErrorRate}; it must be between 0 and 1")));
        Check("delay", options.Delay, mistakes);

        var byKey = document.Operations.GroupBy(o => o.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var (key, own) in options.Operations)
        {
            if (!byKey.TryGetValue(key, out var operation))
                mistakes.Add(new($"operations.{key}", $"names no operation of the document; {Known(key, byKey.Keys)}"));
            else
                Check($"operations.{key}", own, operation, mistakes);
        }
        return mistakes;
    }

    private static void Check(string option, MockOperationOptions own, OpenApiOperation operation, List<MockMistake> mistakes)
    {
        if (own.Delay is { } delay)
            Check($"{option}.delay", delay, mistakes);

        var choice = own.Status is { } status ? ResponseChoice.For(operation, status) : ResponseChoice.Usual(operation);
        if (own.Status is not null && choice is null)
            mistakes.Add(new($"{option}.status", $"is {own.Status}; the operation declares {string.Join(", ", operation.Responses.Select(r => r.Code))}"));
        if (own.Example is null || choice is null)
            return;

        var names = choice.Response.Content.SelectMany(content => content.Examples).Select(example => example.Name).Where(name => name.Length > 0).Distinct().ToArray();
        if (!names.Contains(own.Example, StringComparer.Ordinal))
            mistakes.Add(new($"{option}.example", $"is '{own.Example}'; {(names.Length == 0 ? $"the response {choice.Response.Code} has no named examples" : Known(own.Example, names))}"));
    }

    private static void Check(string option, MockDelay delay, List<MockMistake> mistakes)
    {
        if (delay.Min < TimeSpan.Zero || delay.Max < delay.Min)
            mistakes.Add(new(option, "has a minimum that is negative or greater than its maximum"));
    }

    private static string Known(string name, IReadOnlyCollection<string> names)
        => NearestName.Of(name, names) is { } nearest ? $"did you mean '{nearest}'?"
            : names.Count == 0 ? "there are none" : $"there are {string.Join(", ", names.Take(LongestShown))}{(names.Count > LongestShown ? ", ..." : "")}";
}
