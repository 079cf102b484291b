namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the responses of an operation.</summary>
internal static class ResponseComparison
{
    public static void Compare(IReadOnlyList<OpenApiResponse> before, IReadOnlyList<OpenApiResponse> after, ChangePlace at)
    {
        foreach (var response in before)
        {
            var place = at.In($"response {response.Code}");
            if (after.FirstOrDefault(other => other.Code == response.Code) is { } same)
                Compare(response, same, place);
            else
                place.Add(response.Code.StartsWith('2'), "The response is removed.");
        }

        foreach (var response in after.Where(response => before.All(other => other.Code != response.Code)))
            at.In($"response {response.Code}").Note("The response is new.");
    }

    private static void Compare(OpenApiResponse before, OpenApiResponse after, ChangePlace at)
    {
        if (before.IsUnreadable || after.IsUnreadable)
            return;

        foreach (var header in before.Headers)
        {
            var place = at.In($"header '{header.Name}'");
            if (after.Headers.FirstOrDefault(h => h.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase)) is not { } same)
            {
                place.Break("The header is removed.");
                continue;
            }

            if (header.Required && !same.Required)
                place.Break("The header is now optional.");
            ParameterComparison.CompareValues(header, same, isRequest: false, place);
        }

        foreach (var header in after.Headers
            .Where(header => before.Headers.All(h => !h.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase))))
            at.In($"header '{header.Name}'").Note("The header is new.");
        ContentComparison.Compare(before.Content, after.Content, isRequest: false, at);
    }
}
