using System.Globalization;
using System.Text;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Tests.Planning.Traffic;

/// <summary>HAR files.</summary>
public sealed class HarTests
{
    private const string Entry = """
        { "startedDateTime": "2026-12-01T00:00:00Z",
          "request": { "method": "POST", "url": "https://shop.example/a//b?x=%31#part", "httpVersion": "HTTP/2",
            "cookies": [ { "name": "a", "value": "b" } ],
            "headers": [ { "name": ":authority", "value": "x" }, { "name": "Host", "value": "other" },
                         { "name": "X-Api-Key", "value": "k" }, { "value": "1", "name": "Accept", "comment": "c" },
                         { "name": "Content-Length", "value": "7" } ],
            "queryString": [ { "name": "x", "value": "1" } ], "headersSize": -1 },
          "response": { "status": 201, "headers": [ { "name": "X-Response", "value": "r" } ],
                        "content": { "text": "{\"log\":{\"entries\":[]}}" } },
          "cache": {} }
        """;

    [Fact]
    public async Task An_entry_has_the_request_with_all_its_headers()
    {
        var request = await Lines.ReadOneAsync($$"""{ "log": { "version": "1.2", "pages": [ {} ], "entries": [ {{Entry}} ] } }""");

        Assert.Equal(("POST", "https", "shop.example", "/a//b?x=%31"), (request.Method, request.Scheme, request.Host, request.Target));
        Assert.Equal([new("X-Api-Key", "k"), new("Accept", "1")], request.Headers);
        Assert.Equal((201, 7L, true, null), (request.Status, request.Length, request.HasAllHeaders, request.Consumer));
    }

    [Theory]
    [InlineData("wss://a/?next=ws://b/", "https", "/?next=ws://b/")]
    [InlineData("WS://a/", "http", "/")]
    [InlineData("https://a/?next=wss://b/", "https", "/?next=wss://b/")]
    public async Task Only_the_scheme_of_a_WebSocket_is_replaced(string url, string scheme, string target)
    {
        var request = await Lines.ReadOneAsync($$"""{"log":{"entries":[{"request":{"method":"GET","url":"{{url}}"} }]} }""");

        Assert.Equal((scheme, target), (request.Scheme, request.Target));
    }

    [Fact]
    public async Task A_long_value_that_arrives_in_small_pieces_is_read_in_time()
    {
        var value = new string('x', 24 << 20);
        var text = $$"""{"log":{"entries":[{"request":{"method":"GET","url":"http://a/"},"response":{"text":"{{value}}"} }]} }""";
        using var stream = new SlicedStream(Encoding.UTF8.GetBytes(text), 256);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var requests = new List<TrafficRequest>();
        await foreach (var request in new TrafficReader().ReadAsync(stream, "a.har", timeout.Token))
            requests.Add(request);

        Assert.Equal("/", Assert.Single(requests).Target);
    }

    [Fact]
    public async Task A_large_file_is_read_in_pieces()
    {
        var body = new string('x', 300_000);
        var entries = string.Join(',', Enumerable.Range(0, 20).Select(number => string.Create(CultureInfo.InvariantCulture,
            $$"""{"request":{"method":"GET","url":"http://a/{{number}}"},"response":{"content":{"text":"{{body}}" } } }""")));
        var reader = new TrafficReader(new TrafficOptions { MaxValue = 1024 * 1024 });

        var requests = await reader.ReadAsync($$"""{"log":{"entries":[{{entries}}],"comment":"end"} }""", "big.har");

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"/{number}"), requests.Select(request => request.Target));
        Assert.Equal(0, reader.Malformed);
    }

    [Theory]
    [InlineData("""{"log":{"entries":[{},{"request":{"method":"GET","url":"ftp://a/"}}]}}""", 2, 1)]
    [InlineData("""{"log":{"entries":[{"request":{"method":"GET","url":"http://a/"},""", 1, 1)]
    [InlineData("""{"log":{"entries":[}""", 1, 1)]
    [InlineData("""{"log":{"entries":[{"request":{"method":7,"url":{"a":[[1]]},"headers":7}}]}}""", 1, 1)]
    [InlineData("""{"log":[]}""", 0, 0)]
    [InlineData("", 0, 1)]
    public async Task A_damaged_file_is_read_as_far_as_possible(string text, int malformed, long number)
    {
        var reader = new TrafficReader();

        Assert.Empty(await reader.ReadAsync(text, "a.har"));
        Assert.Equal(text.Length == 0 ? 1 : malformed, reader.Malformed);
        Assert.All(reader.Problems.Take(1), problem => Assert.Equal(number, problem.Number));
    }

    [Fact]
    public async Task A_value_that_is_too_long_ends_the_reading()
    {
        var reader = new TrafficReader(new TrafficOptions { MaxValue = 70_000 });
        var text = """{"log":{"entries":[{"request":{"method":"GET"},"response":{"content":{"text":" """ + new string('x', 400_000);

        Assert.Empty(await reader.ReadAsync(text, "a.har"));
        Assert.Equal("A value is longer than 70000 bytes.", Assert.Single(reader.Problems).Message);
    }
}
