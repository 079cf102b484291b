using System.Text;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Tests.Planning.Traffic;

/// <summary>Reads texts as recorded traffic.</summary>
internal static class Lines
{
    public static async Task<IReadOnlyList<TrafficRequest>> ReadAsync(this TrafficReader reader, string text, string name = "access.log")
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var requests = new List<TrafficRequest>();
        await foreach (var request in reader.ReadAsync(stream, name))
            requests.Add(request);
        return requests;
    }

    public static async Task<TrafficRequest> ReadOneAsync(string text, string name = "access.log", TrafficOptions? options = null)
        => Assert.Single(await new TrafficReader(options).ReadAsync(text, name));
}
