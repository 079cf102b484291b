using System.IO.Compression;
using System.Text;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Tests.Planning.Traffic;

/// <summary>The limits of files, and compressed ones.</summary>
public sealed class TrafficFileTests
{
    private const string Line = """{"method":"GET","path":"/"}""";

    private const string Entry = """{"request":{"method":"GET","url":"http://a/"}}""";

    [Fact]
    public async Task A_line_that_is_too_long_is_skipped()
    {
        var reader = new TrafficReader(new TrafficOptions { MaxLine = 100 });
        var padding = new string(' ', 200_000);

        Assert.Equal(2, (await reader.ReadAsync($"{Line}\r\n{Line}{padding}{Line}\n\n{Line}")).Count);
        Assert.Equal(new TrafficProblem("access.log", 2, "The line is longer than 100 bytes."), Assert.Single(reader.Problems));
    }

    [Fact]
    public async Task Only_the_first_problems_are_kept()
    {
        var reader = new TrafficReader();

        Assert.Empty(await reader.ReadAsync(string.Concat(Enumerable.Repeat("wrong\n", 100))));
        Assert.Equal((100L, TrafficReader.MaxProblems), (reader.Malformed, reader.Problems.Count));
    }

    [Fact]
    public async Task The_number_of_requests_is_limited()
    {
        var reader = new TrafficReader(new TrafficOptions { MaxRequests = 2 });

        Assert.Equal(2, (await reader.ReadAsync($"{Line}\n{Line}\n{Line}\n")).Count);
        Assert.True(reader.IsCut);
    }

    [Theory]
    [InlineData("access.log.gz", Line + "\n" + Line)]
    [InlineData("a.har.gz", $$"""{"log":{"entries":[{{Entry}},{{Entry}}]} }""")]
    public async Task A_compressed_file_is_read(string name, string text)
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-traffic-");
        var path = Path.Combine(folder.FullName, name);
        await using (var file = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            await file.WriteAsync(Encoding.UTF8.GetBytes(text));

        var requests = new TrafficReader().ReadFileAsync(path).ToBlockingEnumerable().ToList();
        folder.Delete(recursive: true);

        Assert.Equal(["/", "/"], requests.Select(request => request.Target));
    }
}
