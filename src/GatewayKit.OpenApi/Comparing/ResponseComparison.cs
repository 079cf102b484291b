namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the responses of an operation. A range such as <c>2XX</c> includes the statuses of its class.</summary>
internal static class ResponseComparison
{
    private const string Default = "default";

    public static void Compare(IReadOnlyList<OpenApiResponse> before, IReadOnlyList<OpenApiResponse> after, ChangePlace at)
    {
        foreach (var response in before)
        {
            var place = at.In($"response {response.Code}");
            if (Find(after, response.Code) is { } same)
                Compare(response, same, place);
            else if (!NewOnesOf(response, before, after).Any())
                place.Add(IsSuccess(response, before), "The response is removed.");
        }

        foreach (var response in after.Where(response => before.All(other => other.Code != response.Code)))
        {
            var place = at.In($"response {response.Code}");
            place.Note("The response is new.");
            if (before.FirstOrDefault(other => NewOnesOf(other, before, after).Contains(response)) is { } earlier)
                Compare(earlier, response, place);
        }
    }

    /// <summary>Returns the new responses to which an earlier range or default applied: those of its class that it included, or for the
    /// default all errors, and successes if there was no other success.</summary>
    private static IEnumerable<OpenApiResponse> NewOnesOf(
        OpenApiResponse earlier, IReadOnlyList<OpenApiResponse> before, IReadOnlyList<OpenApiResponse> after)
    {
        var isDefault = earlier.Code == Default;
        return !isDefault && !IsRange(earlier) ? []
            : after.Where(response => response.Code != Default && before.All(other => other.Code != response.Code)
                && (isDefault
                    ? !before.Any(other => IsRange(other) && other.Code[0] == response.Code[0])
                        && (response.Code[0] is '4' or '5' || (response.Code[0] == '2' && IsSuccess(earlier, before)))
                    : response.Code[0] == earlier.Code[0]));
    }

    private static bool IsRange(OpenApiResponse response) => response.Code.EndsWith("XX", StringComparison.OrdinalIgnoreCase);

    private static OpenApiResponse? Find(IReadOnlyList<OpenApiResponse> responses, string code)
        => responses.FirstOrDefault(other => other.Code == code)
            ?? responses.FirstOrDefault(other => code.Length == 3 && other.Code.Equals($"{code[0]}XX", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns whether a response is that of a success: one of the class 2, or the default without another.</summary>
    private static bool IsSuccess(OpenApiResponse response, IReadOnlyList<OpenApiResponse> all)
        => response.Code == Default ? !all.Any(other => other.Code.StartsWith('2')) : response.Code.StartsWith('2');

    private static void Compare(OpenApiResponse before, OpenApiResponse after, ChangePlace at)
    {
        if (before.IsUnreadable || after.IsUnreadable || !at.Changes.TryStep(before.Headers.Count + after.Headers.Count))
        {
            at.Changes.Cut();
            return;
        }

        var (known, now) = (Keyed(before.Headers), Keyed(after.Headers));
        foreach (var (name, header) in known)
        {
            var place = at.In($"header '{header.Name}'");
            if (!now.TryGetValue(name, out var same))
            {
                place.Break("The header is removed.");
                continue;
            }

            if (header.Required && !same.Required)
                place.Break("The header is now optional.");
            ParameterComparison.CompareValues(header, same, isRequest: false, place);
        }

        foreach (var (_, header) in now.Where(pair => !known.ContainsKey(pair.Key)))
            at.In($"header '{header.Name}'").Note("The header is new.");
        ContentComparison.Compare(before.Content, after.Content, isRequest: false, at);
    }

    private static OrderedDictionary<string, OpenApiParameter> Keyed(IReadOnlyList<OpenApiParameter> headers)
    {
        var keyed = new OrderedDictionary<string, OpenApiParameter>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers)
            keyed.TryAdd(header.Name, header);
        return keyed;
    }
}
