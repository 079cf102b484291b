using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.RequestTransform;

public class QueryTests
{
    [Theory]
    [InlineData("?a=1&debug=x&b=2", "?a=1&b=2")]
    [InlineData("?debug", "")]
    [InlineData("?debug=1&debug=2&a", "?a")]
    [InlineData("?%64ebug=1&a=%2f", "?a=%2f")]
    [InlineData("?Debug=1", "?Debug=1")]
    [InlineData("", "")]
    public void Remove_takes_every_parameter_of_the_name(string query, string expected)
        => Assert.Equal(expected, Transform(query, new() { Remove = new() { Query = ["debug"] } }));

    [Theory]
    [InlineData("?debug=1&a=%7E+%20&&b&=c&d=1=2;e&%zz", "?a=%7E+%20&&b&=c&d=1=2;e&%zz")]
    [InlineData("?a=%C3%A4&debug=1&ä=ö", "?a=%C3%A4&ä=ö")]
    public void What_is_not_touched_stays_byte_for_byte(string query, string expected)
        => Assert.Equal(expected, Transform(query, new() { Remove = new() { Query = ["debug"] } }));

    [Theory]
    [InlineData("?a&b", "?a&b")]
    [InlineData("?q=%7e&x=1", "?query=%7e&x=1")]
    [InlineData("?q=1&query=2&q=3", "?query=1&query=3")]
    [InlineData("?q", "?query")]
    public void Rename_keeps_the_value_and_the_place(string query, string expected)
        => Assert.Equal(expected, Transform(query, new() { Rename = new() { Query = Map("q", "query") } }));

    [Theory]
    [InlineData("?a=1", "?a=1")]
    [InlineData("?v=1&a=1", "?v=%26%20%C3%A4&a=1")]
    [InlineData("?a=1&v=1&b=2&v=3", "?a=1&v=%26%20%C3%A4&b=2")]
    public void Replace_gives_an_existing_parameter_one_encoded_value(string query, string expected)
        => Assert.Equal(expected, Transform(query, new() { Replace = new() { Query = Map("v", "& ä") } }));

    [Theory]
    [InlineData("", "?page=1")]
    [InlineData("?a", "?a&page=1")]
    [InlineData("?page=", "?page=")]
    public void Add_puts_in_what_is_not_there(string query, string expected)
        => Assert.Equal(expected, Transform(query, new() { Add = new() { Query = Map("page", "1") } }));

    [Theory]
    [InlineData("", "?tag=new")]
    [InlineData("?tag=old", "?tag=old&tag=new")]
    public void Append_puts_in_another(string query, string expected)
        => Assert.Equal(expected, Transform(query, new() { Append = new() { Query = Map("tag", "new") } }));

    [Fact]
    public void The_changes_are_made_in_the_order_remove_rename_replace_add_append()
        => Assert.Equal("?b=replaced&b=appended", Transform("?a=sent&b=sent&c=sent", new()
        {
            Append = new() { Query = Map("b", "appended") },
            Add = new() { Query = Map("b", "added") },
            Replace = new() { Query = Map("b", "replaced") },
            Rename = new() { Query = Map("a", "b") },
            Remove = new() { Query = ["c"] },
        }));

    [Fact]
    public void A_query_that_no_change_concerns_costs_nothing()
    {
        var plugin = new RequestTransformPlugin(new RequestTransformOptions
        {
            Remove = new() { Query = ["debug"], Headers = ["X-Debug"] },
            Rename = new() { Query = Map("q", "query") },
            Add = new() { Query = Map("a", "1") },
        }, TimeProvider.System);
        var context = new FakeContext("?a=1&b=2&c=%20");
        plugin.OnRequestAsync(context).Now();

        Assert.Equal(0, AllocatedBytes.Of(() => plugin.OnRequestAsync(context).Now()));
    }

    private static Dictionary<string, string> Map(string name, string value) => new() { [name] = value };

    private static string Transform(string query, RequestTransformOptions options)
    {
        var context = new FakeContext(query);
        new RequestTransformPlugin(options, TimeProvider.System).OnRequestAsync(context).Now();
        return context.Http.Request.QueryString.Value ?? "";
    }
}
