namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

/// <summary>Generates the bytes of bodies, and their chunks.</summary>
internal static class Bodies
{
    private static readonly string[] s_extensions = ["", "", "", ";a", ";a=b", ";a=\"b c\"", ";x=1;y"];

    public static string Next(Random random) => random.Next(40) switch
    {
        0 => Text(random, random.Next(70_000, 150_000)),
        < 4 => Text(random, random.Next(4_000, 40_000)),
        < 8 => "",
        < 12 => "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison",
        < 14 => "\r\n0\r\n\r\n",
        _ => Text(random, random.Next(200)),
    };

    public static BodySpec Chunked(Random random, string content, FieldGenerator fields) => new()
    {
        Framing = BodyFraming.Chunked,
        Content = content,
        Chunks = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(1 + content.Length / 2))],
        ChunkExtension = s_extensions[random.Next(s_extensions.Length)],
        Trailers = random.Next(4) == 0 ? [.. Enumerable.Range(0, random.Next(4)).Select(_ => fields.Line())] : [],
    };

    private static string Text(Random random, int length)
        => string.Create(length, random, static (span, random) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = (char)random.Next(256);
        });
}
