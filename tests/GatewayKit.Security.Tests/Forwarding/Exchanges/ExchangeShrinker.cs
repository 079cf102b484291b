using System.Collections.Immutable;

namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

/// <summary>Looks for the simplest exchange that still fails.</summary>
internal static class ExchangeShrinker
{
    private const int MostSteps = 1000;

    public static async Task<ExchangeSpec> ShrinkAsync(ExchangeSpec failing, Func<ExchangeSpec, Task<bool>> fails)
    {
        var steps = 0;
        while (true)
        {
            var smaller = failing;
            foreach (var candidate in Simpler(failing))
            {
                if (++steps > MostSteps)
                    return failing;
                if (candidate != failing && await fails(candidate))
                {
                    smaller = candidate;
                    break;
                }
            }

            if (ReferenceEquals(smaller, failing))
                return failing;
            failing = smaller;
        }
    }

    private static IEnumerable<ExchangeSpec> Simpler(ExchangeSpec exchange)
    {
        yield return exchange with { Pieces = 1 };
        yield return exchange with { Site = "plain" };
        foreach (var request in Simpler(exchange.Request))
            yield return exchange with { Request = request };
        foreach (var response in Simpler(exchange.Response))
            yield return exchange with { Response = response };
        if (exchange.Pieces > 2)
            yield return exchange with { Pieces = exchange.Pieces / 2 };
    }

    private static IEnumerable<RequestSpec> Simpler(RequestSpec request)
    {
        foreach (var fields in Shorter(request.Fields))
            yield return request with { Fields = fields };
        if (request.Body.Framing != BodyFraming.None)
            yield return request with { Body = new() };
        if (request.Method != "GET")
            yield return request with { Method = "GET" };
        if (request.Target != "/")
            yield return request with { Target = "/" };
        if (request.Version != "HTTP/1.1")
            yield return request with { Version = "HTTP/1.1" };
        foreach (var body in Simpler(request.Body))
            yield return request with { Body = body };
    }

    private static IEnumerable<ResponseSpec> Simpler(ResponseSpec response)
    {
        foreach (var fields in Shorter(response.Fields))
            yield return response with { Fields = fields };
        foreach (var interim in Shorter(response.Interim))
            yield return response with { Interim = interim };
        if (response.IsEarly)
            yield return response with { IsEarly = false };
        if (response.Closes && response.Body.Framing != BodyFraming.Close)
            yield return response with { Closes = false };
        if (response.Status != 200 && response.Body.Framing != BodyFraming.None)
            yield return response with { Status = 200 };
        if (response.Reason != " OK")
            yield return response with { Reason = " OK" };
        if (response.Version != "HTTP/1.1" && response.Closes)
            yield return response with { Version = "HTTP/1.1" };
        foreach (var body in Simpler(response.Body))
            yield return response with { Body = body };
    }

    private static IEnumerable<BodySpec> Simpler(BodySpec body)
    {
        if (body.Framing is BodyFraming.Chunked or BodyFraming.Close)
            yield return new() { Framing = BodyFraming.Length, Content = body.Content };
        if (body.Content.Length > 0)
        {
            yield return body with { Content = "" };
            yield return body with { Content = body.Content[..(body.Content.Length / 2)] };
        }

        if (body.ChunkExtension.Length > 0)
            yield return body with { ChunkExtension = "" };
        foreach (var trailers in Shorter(body.Trailers))
            yield return body with { Trailers = trailers };
        foreach (var chunks in Shorter(body.Chunks))
            yield return body with { Chunks = chunks };
    }

    private static IEnumerable<ImmutableArray<T>> Shorter<T>(ImmutableArray<T> items)
    {
        if (items.Length > 1)
        {
            yield return [];
            yield return items[..(items.Length / 2)];
            yield return items[(items.Length / 2)..];
        }

        for (var i = 0; i < items.Length; i++)
            yield return items.RemoveAt(i);
    }
}
