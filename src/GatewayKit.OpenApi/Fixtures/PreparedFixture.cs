using System.Text.Json;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>A fixture with its parsed request, and the turn among equal fixtures.</summary>
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

    /// <summary>The sorted parts of the query.</summary>
    public string[] Query { get; }

    /// <summary>The request's body; undefined if it isn't JSON.</summary>
    public JsonElement Json { get; }

    public bool IsSuccess => Fixture.Response.Status is >= 200 and < 300;

    /// <summary>The next turn: 0, 1 and so on up to a count, then from 0 again.</summary>
    public int NextTurn(int count) => (int)((uint)Interlocked.Increment(ref _turns) % (uint)count);
}
