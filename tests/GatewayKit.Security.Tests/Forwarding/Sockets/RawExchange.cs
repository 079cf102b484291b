namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>Sends the bytes of a request and reads the response to it.</summary>
internal static class RawExchange
{
    /// <param name="wire">The connection.</param>
    /// <param name="request">The bytes of the request.</param>
    /// <param name="cuts">Where they are cut into pieces.</param>
    public static async Task<ClientResult> SendAsync(Wire wire, string request, IReadOnlyList<int>? cuts = null)
    {
        var writing = wire.WriteAsync(request, cuts);
        var result = await ReadAsync(wire, isHead: request.StartsWith("HEAD ", StringComparison.Ordinal));

        // A final response to a part of a request: the rest isn't sent.
        if (result.Status >= 300 && !writing.IsCompleted)
            return result with { CanContinue = false };
        return await writing ? result : result with { CanContinue = false };
    }

    private static async Task<ClientResult> ReadAsync(Wire wire, bool isHead)
    {
        var interim = new List<WireHead>();
        while (await wire.ReadHeadAsync() is { } bytes)
        {
            var head = WireHead.Parse(bytes);
            var status = head.StartLine.Split(' ')[1];
            if (status[0] == '1' && status != "101")
            {
                if (status != "100")
                    interim.Add(head);
                continue;
            }

            var body = isHead || status is "101" or "204" or "304"
                ? WireBody.None
                : await WireBody.ReadAsync(wire, head, endsWithConnection: true);
            return new ClientResult(interim, head, body, body.IsWhole && body.Framing != "close" && Persists(head));
        }

        return new ClientResult(interim, null, WireBody.None, CanContinue: false);
    }

    private static bool Persists(WireHead head)
        => head.First("Connection") is { } connection
            ? connection.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)
            : head.StartLine.StartsWith("HTTP/1.1", StringComparison.Ordinal);
}
