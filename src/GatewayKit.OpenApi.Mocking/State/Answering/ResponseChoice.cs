using System.Globalization;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>A response that an operation declares.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Response">The declared response.</param>
internal sealed record ResponseChoice(int Status, OpenApiResponse Response)
{
    /// <summary>Finds the success response: the first declared one of the wanted codes, otherwise the lowest 2xx, otherwise a range or
    /// <c>default</c>; <c>null</c> if the operation doesn't declare one.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="wanted">The suitable codes, the best first.</param>
    public static ResponseChoice? Success(OpenApiOperation operation, params ReadOnlySpan<int> wanted)
    {
        foreach (var status in wanted)
        {
            if (Exact(operation, status) is { } response)
                return new ResponseChoice(status, response);
        }
        var lowest = operation.Responses
            .Select(response => Code(response.Code))
            .Where(code => code is >= 200 and < 300)
            .DefaultIfEmpty()
            .Min();
        if (lowest != 0)
            return new ResponseChoice(lowest, Exact(operation, lowest)!);
        if (operation.Responses.FirstOrDefault(response => response.Code == "2XX") is { } range)
            return new ResponseChoice(wanted[0], range);
        return operation.Responses is [{ Code: "default" } only] ? new ResponseChoice(wanted[0], only) : null;
    }

    /// <summary>Finds the response for a status code; <c>null</c> if none is declared.</summary>
    public static OpenApiResponse? Declared(OpenApiOperation operation, int status)
        => Exact(operation, status)
            ?? operation.Responses.FirstOrDefault(
                response => response.Code.Length == 3
                    && response.Code[0] - '0' == status / 100
                    && response.Code.EndsWith("XX", StringComparison.Ordinal))
            ?? operation.Responses.FirstOrDefault(response => response.Code == "default");

    public static bool Declares(OpenApiOperation operation, int status) => Exact(operation, status) is not null;

    private static OpenApiResponse? Exact(OpenApiOperation operation, int status)
        => operation.Responses.FirstOrDefault(response => Code(response.Code) == status);

    private static int Code(string code)
        => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0;
}
