using System.Text;
using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.OpenApi.Mocking;

public sealed class ReplayedMockTests
{
    private static readonly FixtureSet s_fixtures = new([Fixture("{\"name\":\"Rex\"}"), Fixture("[]", "limit=0")]);

    private readonly MockEngine _engine = new(
        Mocks.Of("""
            parameters: [ { name: limit, in: query, schema: { type: integer } } ]
            responses: { 200: { description: ok, content: { application/json: { schema: { type: object }, example: { name: Tom } } } } }
            """),
        new MockEngineOptions { Fixtures = s_fixtures });

    [Fact]
    public void What_was_recorded_is_answered_again()
    {
        var (first, second) = (_engine.Get("/pets"), _engine.Get("/pets"));

        Assert.Equal(("{\"name\":\"Rex\"}", null), (first.Text(), first.Violations));
        Assert.True(first.IsPrepared);
        Assert.Same(first.Response, second.Response);
    }

    [Fact]
    public void A_recorded_answer_that_violates_the_document_says_so()
        => Assert.Equal("\"response/body\";code=\"type\"", _engine.Get("/pets?limit=0").Violations);

    [Fact]
    public void Requests_are_validated_first() => Assert.Equal(422, _engine.Get("/pets?limit=many").Response.Status);

    [Fact]
    public void The_client_can_ask_for_what_the_document_says()
        => Assert.Equal("{\"name\":\"Tom\"}", _engine.Get("/pets", ("Prefer", "code=200")).Text());

    private static Fixture Fixture(string body, string query = "") => new()
    {
        Operation = "getPets",
        Request = new ApiRequest { Method = "GET", Path = "/pets", Query = query },
        Response = new ApiResponse { Status = 200, ContentType = "application/json", Body = Encoding.UTF8.GetBytes(body) },
    };
}
