using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.Fixtures;

/// <summary>A fixture whose request has been taken apart, and whose turn it is among its likes.</summary>
internal sealed class PreparedFixture
{
    private int _turns = -1;

    public PreparedFixture(Fixture fixture)
    {
        Fixture = fixture;
        Query = QueryParts.Of(fixture.Request.Query);
        if (BodyJson.TryParse(fixture.Request.Body, out var document))
        {
            using (document)
                Json = document.RootElement.Clone();
        }
    }

    public Fixture Fixture { get; }

    /// <summary>The parts of the query, in order.</summary>
    public string[] Query { get; }

    /// <summary>The request's body; undefined if it is no JSON.</summary>
    public JsonElement Json { get; }

    public bool IsSuccess => Fixture.Response.Status is >= 200 and < 300;

    /// <summary>Whose turn it is: 0, 1 and so on up to a count, and from the beginning again.</summary>
    public int NextTurn(int count) => (int)((uint)Interlocked.Increment(ref _turns) % (uint)count);
}
