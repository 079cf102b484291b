using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Http;

public class QueryTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("?", "[]")]
    [InlineData("?a=1&&b&=x&%61=%20+", "[a=1][][b][=x][%61=%20+]")]
    public void Every_parameter_is_enumerated_as_received(string query, string expected)
    {
        var seen = "";
        foreach (var parameter in new QueryParameters(new QueryString(query)))
            seen += $"[{parameter.Text}]";

        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData("?a=1", "a", "1")]
    [InlineData("?%61=%2B+x", "a", "+ x")]
    [InlineData("?a+b", "a b", "")]
    public void Names_and_values_are_decoded(string query, string name, string value)
    {
        var parameters = new QueryParameters(new QueryString(query));

        Assert.True(parameters.MoveNext());
        Assert.True(parameters.Current.Has(name));
        Assert.Equal(value, parameters.Current.Value);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("A", false)]
    [InlineData("b", true)]
    [InlineData("1", false)]
    public void A_parameter_is_found_by_its_exact_name(string name, bool expected)
        => Assert.Equal(expected, QueryParameters.Contains(new QueryString("?a=1&%62"), name));

    [Fact]
    public void Edits_keep_what_they_do_not_change()
    {
        var query = new QueryEditor(new QueryString("?x=%7E&old=%c3&new=1&&p=1&p=2&gone"));

        query.Remove("gone");
        query.Rename("old", "new");
        query.Rename("x", "x");
        query.Replace("p", "a b");
        query.Replace("missing", "1");
        query.Add("x", "2");
        query.Append("tag", "a&b");

        Assert.Equal("?x=%7E&new=%c3&&p=a%20b&tag=a%26b", query.ToQueryString().Value);
    }

    [Fact]
    public void A_query_without_parameters_is_empty()
    {
        var query = new QueryEditor(new QueryString("?a=1"));

        query.Remove("a");

        Assert.False(query.ToQueryString().HasValue);
    }
}
