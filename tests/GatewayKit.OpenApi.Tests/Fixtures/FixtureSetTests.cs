using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.OpenApi.Tests.Fixtures;

public sealed class FixtureSetTests
{
    [Fact]
    public void The_same_request_gets_its_own_answer()
    {
        var set = new FixtureSet([Sample.Get("/a", 200), Sample.Get("/a", 201, "x=1"), Sample.Get("/b", 202)]);

        Assert.Equal([200, 201, 202], [Status(set, "/a"), Status(set, "/a", "x=1"), Status(set, "/b")]);
    }

    [Fact]
    public void The_order_and_the_escapes_of_a_query_do_not_matter()
    {
        var set = new FixtureSet([Sample.Get("/a", 200), Sample.Get("/a", 201, "x=1&y=a%20b")]);

        Assert.Equal(201, Status(set, "/a", "y=a+b&x=%31"));
    }

    [Fact]
    public void The_whitespace_and_the_order_of_a_body_do_not_matter()
    {
        var set = new FixtureSet(
            [Sample.Post("/a", "{\"a\":1}", 200), Sample.Post("/a", "{\"a\":2,\"b\":[1,\"x\"]}", 201), Sample.Post("/a", "plain", 202)]);

        Assert.Equal(201, Status(set, Sample.PostRequest("/a", "{ \"b\": [1.0, \"x\"], \"a\": 2 }")));
        Assert.Equal(202, Status(set, Sample.PostRequest("/a", "plain")));
    }

    [Fact]
    public void What_is_redacted_fits_anything()
    {
        var set = new FixtureSet(
        [
            Sample.Get("/a", 200, "key=REDACTED&x=1"), Sample.Get("/a", 201, "x=2"),
            Sample.Post("/l", """{"user":"a","password":"REDACTED"}""", 202),
            Sample.Post("/l", """{"user":"b","password":"REDACTED"}""", 203),
        ]);

        Assert.Equal(200, Status(set, "/a", "x=1&key=secret"));
        Assert.Equal(203, Status(set, Sample.PostRequest("/l", """{"user":"b","password":1234}""")));
    }

    [Fact]
    public void Answers_to_the_same_request_come_in_turn()
    {
        var set = new FixtureSet([Sample.Get("/job", 202), Sample.Get("/job", 200), Sample.Get("/job", 404, "x=1")]);

        Assert.Equal([202, 200, 202, 200], Enumerable.Range(0, 4).Select(_ => Status(set, "/job")));
    }

    [Fact]
    public void A_request_that_was_not_recorded_gets_an_answer_of_its_path()
    {
        var set = new FixtureSet([Sample.Get("/a", 200, "x=1", "list"), Sample.Get("/b", 201, operation: "list")]);

        Assert.Equal(200, Status(set, Sample.GetRequest("/a", "y=2"), "list"));
    }

    [Fact]
    public void Or_a_successful_one_of_its_operation()
    {
        var set = new FixtureSet([Sample.Get("/pets/9", 404, operation: "get"),
            Sample.Get("/pets/1", 200, operation: "get"), Sample.Get("/pets/2", 201, operation: "get")]);

        Assert.Equal([200, 201, 200], Enumerable.Range(0, 3).Select(_ => Status(set, Sample.GetRequest("/pets/7"), "get")));
    }

    [Fact]
    public void Or_none()
    {
        var set = new FixtureSet([Sample.Get("/a", 200, operation: "a")]);

        Assert.Null(set.Find(Sample.GetRequest("/b")));
        Assert.Null(set.Find(Sample.GetRequest("/b"), "b"));
        Assert.Null(set.Find(Sample.PostRequest("/a", "")));
        Assert.Null(new FixtureSet([]).Find(Sample.GetRequest("/")));
    }

    [Fact]
    public void Fixtures_that_were_recorded_without_a_document_are_found_with_one()
        => Assert.Equal(200, Status(new FixtureSet([Sample.Get("/a", 200)]), Sample.GetRequest("/a"), "listA"));

    [Fact]
    public void HEAD_is_answered_as_GET_with_the_same_query()
    {
        var set = new FixtureSet([Sample.Get("/a", 200), Sample.Get("/a", 203, "b=c")]);

        Assert.Equal(203, set.Find(new ApiRequest { Method = "HEAD", Path = "/a", Query = "b=c" })?.Response.Status);
    }

    [Fact]
    public void A_request_whose_body_was_too_long_fits_any_body()
    {
        var large = Sample.Post("/a", "", 201) with { RequestBodyOmitted = "longer than 64KB" };

        Assert.Equal(201, Status(new FixtureSet([Sample.Post("/a", "{}", 200), large]), Sample.PostRequest("/a", "other")));
    }

    private static int? Status(FixtureSet set, string path, string query = "") => Status(set, Sample.GetRequest(path, query));

    private static int? Status(FixtureSet set, ApiRequest request, string? operation = null)
        => set.Find(request, operation)?.Response.Status;
}
