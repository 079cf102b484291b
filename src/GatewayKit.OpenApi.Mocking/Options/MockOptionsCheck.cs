using System.Globalization;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.Choosing;

namespace GatewayKit.OpenApi.Mocking.Options;

/// <summary>Finds options that can't take effect because they refer to something that the document doesn't have.</summary>
internal static class MockOptionsCheck
{
    private const int LongestShown = 10;

    public static IReadOnlyList<MockOptionError> Find(OpenApiDocument document, MockEngineOptions options)
    {
        var errors = new List<MockOptionError>();
        if (options.ErrorRate is not (>= 0 and <= 1))
            errors.Add(new("errorRate",
                string.Create(CultureInfo.InvariantCulture, $"is {options.ErrorRate}; it must be between 0 and 1")));
        Check("delay", options.Delay, errors);

        var byKey = document.Operations
            .GroupBy(o => o.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var (key, own) in options.Operations)
        {
            if (!byKey.TryGetValue(key, out var operation))
                errors.Add(new($"operations.{key}", $"isn't an operation of the document; {Known(key, byKey.Keys)}"));
            else
                Check($"operations.{key}", own, operation, errors);
        }
        return errors;
    }

    private static void Check(string option, MockOperationOptions own, OpenApiOperation operation, List<MockOptionError> errors)
    {
        if (own.Delay is { } delay)
            Check($"{option}.delay", delay, errors);

        var choice = own.Status is { } status ? ResponseChoice.For(operation, status) : ResponseChoice.Usual(operation);
        if (own.Status is not null && choice is null)
            errors.Add(new($"{option}.status",
                $"is {own.Status}; the operation declares {string.Join(", ", operation.Responses.Select(r => r.Code))}"));
        if (own.Example is null || choice is null)
            return;

        var names = choice.Response.Content
            .SelectMany(content => content.Examples)
            .Select(example => example.Name)
            .Where(name => name.Length > 0)
            .Distinct()
            .ToArray();
        if (!names.Contains(own.Example, StringComparer.Ordinal))
            errors.Add(new($"{option}.example", $"is '{own.Example}'; "
                + (names.Length == 0
                    ? $"the response {choice.Response.Code} doesn't have named examples"
                    : Known(own.Example, names))));
    }

    private static void Check(string option, MockDelay delay, List<MockOptionError> errors)
    {
        if (delay.Min < TimeSpan.Zero || delay.Max < delay.Min)
            errors.Add(new(option, "has a minimum that is negative or greater than its maximum"));
    }

    private static string Known(string name, IReadOnlyCollection<string> names)
        => NearestName.Of(name, names) is { } nearest ? $"did you mean '{nearest}'?"
            : names.Count == 0
                ? "the document doesn't have any"
                : $"must be one of {string.Join(", ", names.Take(LongestShown))}{(names.Count > LongestShown ? ", ..." : "")}";
}
