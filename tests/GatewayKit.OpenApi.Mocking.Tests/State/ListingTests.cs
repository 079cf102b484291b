using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State;

public sealed class ListingTests
{
    private readonly StatefulApi _api = new(Documents.Pets);

    public ListingTests()
    {
        foreach (var pet in (string[])["""{"name":"Ada","kind":"fish","age":2}""",
            """{"name":"Bo","kind":"cat","age":1,"tags":["a","b"]}""", """{"name":"Cy","kind":"dog"}"""])
            _api.Send("POST", "/pets", pet);
    }

    [Theory]
    [InlineData("kind=cat", "2,4")]
    [InlineData("kind=cat&kind=fish", "2,3,4")]
    [InlineData("name=Bo", "4")]
    [InlineData("name=all", "")]
    [InlineData("tags=b", "4")]
    [InlineData("kind=cat&name=Tom", "2")]
    [InlineData("sort=name", "3,4,5,1,2")]
    [InlineData("sort=-name", "2,1,5,4,3")]
    [InlineData("sort=age:desc,name", "2,3,4,5,1")]
    [InlineData("sort=kind,-name", "2,4,1,5,3")]
    [InlineData("sort=nonsense", "1,2,3,4,5")]
    [InlineData("limit=2", "1,2")]
    [InlineData("limit=2&offset=3", "4,5")]
    [InlineData("offset=9", "")]
    [InlineData("offset=1&kind=cat&limit=1", "4")]
    public void A_list_filters_sorts_and_pages_as_declared(string query, string ids)
        => Assert.Equal(ids, string.Join(',', _api.Ids("/pets?" + query)));

    [Fact]
    public void Following_the_links_visits_everything_once()
    {
        var (seen, target) = (new List<string>(), "/pets?sort=name&limit=2");
        while (target is not null)
        {
            seen.AddRange(_api.Ids(target));
            var body = _api.Send("GET", target).Body!.Value;
            Assert.Equal(5, body.GetProperty("total").GetInt32());
            target = body.GetProperty("next").GetString();
        }

        Assert.Equal(["3", "4", "5", "1", "2"], seen);
    }

    [Fact]
    public void Pages_by_number_tell_of_themselves()
    {
        var api = Paged("""
            - { name: page, in: query, schema: { type: integer, minimum: 1 } }
            - { name: per_page, in: query, schema: { type: integer, default: 2 } }
            """);

        Assert.Equal(
            """{"data":[{"id":"c"},{"id":"d"}],"meta":{"page":2,"per_page":2,"total_pages":3,"total":5,"has_more":true,"next":"/things?page=3"},"note":"string"}""",
                api.Json("/things?page=2"));
        Assert.Equal("""{"data":[{"id":"e"}],"meta":{"page":3,"per_page":2,"total_pages":3,"total":5,"has_more":false},"note":"string"}""",
            api.Json("/things?page=3"));
        Assert.Equal("""{"data":[],"meta":{"page":3,"per_page":2,"total_pages":3,"total":5,"has_more":false},"note":"string"}""",
            api.Json("/things?page=9"));
    }

    [Fact]
    public void A_cursor_stays_in_its_place_when_its_item_is_gone()
    {
        var api = Paged("""
            - { name: cursor, in: query, schema: { type: string } }
            - { name: limit, in: query, schema: { type: integer, default: 2 } }
            """);
        var cursor = Meta(api, "/things").GetProperty("next").GetString();

        api.Send("DELETE", "/things/b");

        Assert.Equal(["c", "d"], api.Ids($"/things?cursor={Uri.EscapeDataString(cursor!)}"));
        Assert.Empty(api.Ids("/things?cursor=nonsense"));
    }

    [Fact]
    public void After_an_id_comes_the_next()
        => Assert.Equal(["c", "d"], Paged("""
            - { name: starting_after, in: query, schema: { type: string } }
            - { name: limit, in: query, schema: { type: integer, default: 2 } }
            """).Ids("/things?starting_after=b"));

    [Fact]
    public void A_list_without_declared_paging_is_whole()
        => Assert.Equal(["a", "b", "c", "d", "e"], Paged("[]").Ids("/things"));

    [Fact]
    public void A_declared_header_tells_the_total_and_the_links()
    {
        var headers = Paged("""
            - { name: page, in: query, schema: { type: integer, minimum: 1 } }
            - { name: size, in: query, schema: { type: integer, default: 2 } }
            """).Send("GET", "/things?page=2").Headers;

        Assert.Equal("5", Assert.Single(headers, header => header.Key == "X-Total-Count").Value);
        Assert.Equal("</things?page=3>; rel=\"next\", </things?page=1>; rel=\"prev\"",
            Assert.Single(headers, header => header.Key == "Link").Value);
    }

    private static JsonElement Meta(StatefulApi api, string target) => api.Send("GET", target).Body!.Value.GetProperty("meta");

    private static StatefulApi Paged(string parameters) => new($$"""
        openapi: 3.0.3
        info: { title: Things, version: "1" }
        paths:
          /things:
            get:
              parameters:
                {{parameters.ReplaceLineEndings("\n        ")}}
              responses:
                "200":
                  description: All
                  headers: { X-Total-Count: { schema: { type: integer } }, Link: { schema: { type: string } } }
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [data, note]
                        properties:
                          data: { type: array, items: { $ref: "#/components/schemas/Thing" } }
                          meta:
                            type: object
                            properties:
                              page: { type: integer }
                              per_page: { type: integer }
                              total_pages: { type: integer }
                              total: { type: integer }
                              has_more: { type: boolean }
                              next: { type: string }
                          note: { type: string }
                      example: { data: [ { id: a }, { id: b }, { id: c }, { id: d }, { id: e } ] }
          /things/{id}:
            parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
            get: { responses: { "200": { description: One, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } } }
            delete: { responses: { "204": { description: Gone } } }
        components:
          schemas:
            Thing: { type: object, required: [id], properties: { id: { type: string } } }
        """);
}
