using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using GatewayKit.Expressions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Expressions;

public sealed class ConditionExpressionTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("consumer == 'sam'", true)]
    [InlineData("consumer = 'sam'", true)]
    [InlineData("consumer == 'SAM'", false)]
    [InlineData("inGroup('staff') and inGroup('GOLD')", true)]
    [InlineData("'gold' in groups", true)]
    [InlineData("'silver' not in groups", true)]
    [InlineData("inGroup(route('team'))", true)]
    [InlineData("'a.read' in scopes && hasScope('a.write') && !hasScope('a')", true)]
    [InlineData("claim('sub') == 'u1'", true)]
    [InlineData("hasClaim('role') and hasClaim('role', 'b') and not hasClaim('role', 'c')", true)]
    [InlineData("hasClaim('none')", false)]
    [InlineData("method in ('GET', 'HEAD')", true)]
    [InlineData("method in ('GET')", true)]
    [InlineData("method not in ('POST')", true)]
    [InlineData("method in ('POST', 'PUT')", false)]
    [InlineData("path == '/teams/staff'", true)]
    [InlineData("startsWith(path, '/teams/') and endsWith(path, 'staff') and contains(path, 'ms/st')", true)]
    [InlineData("path == '/teams/' + route('team')", true)]
    [InlineData("ip == '10.1.2.3'", true)]
    [InlineData("inNetwork('192.168.0.0/16', '10.0.0.0/8')", true)]
    [InlineData("inNetwork('::ffff:10.0.0.0/104')", true)]
    [InlineData("inNetwork('10.1.2.3', '10.1.2.4')", true)]
    [InlineData("inNetwork('::/0')", false)]
    [InlineData("header('X-One') == '1'", true)]
    [InlineData("lower(header('x-upper')) == 'abc'", true)]
    [InlineData("query('q') == 'a b'", true)]
    [InlineData("number(header('X-One')) < 1.5 and number('-2') == -2", true)]
    [InlineData("matches(path, '/teams/[a-z]+')", true)]
    [InlineData("matches(path, '/teams')", false)]
    [InlineData("method == 'GET' ? consumer == 'sam' : false", true)]
    [InlineData("(method == 'PUT' ? 'x' : consumer) == 'sam'", true)]
    [InlineData("true == inGroup('staff')", true)]
    [InlineData("header('X-None') == 'a' or consumer == 'sam'", true)]
    [InlineData("not (header('X-None') == 'a' and consumer == 'x')", true)]
    public void A_condition_is_read_from_the_caller_and_the_request(string expression, bool isTrue)
        => Assert.Equal(isTrue, Parse(expression).IsTrue(Context()));

    [Theory]
    [InlineData("header('X-None') == 'a'")]
    [InlineData("header('X-None') != 'a'")]
    [InlineData("header('X-None') == header('X-None')")]
    [InlineData("claim('none') == route('none')")]
    [InlineData("'' == query('none')")]
    [InlineData("header('X-None') in ('a', 'b')")]
    [InlineData("header('X-None') not in ('a', 'b')")]
    [InlineData("header('X-None') not in groups")]
    [InlineData("not (header('X-None') == 'a')")]
    [InlineData("not (header('X-None') != 'a')")]
    [InlineData("not inGroup(header('X-None'))")]
    [InlineData("not hasClaim('role', header('X-None'))")]
    [InlineData("not startsWith(header('X-None'), 'a')")]
    [InlineData("not matches(header('X-None'), 'a')")]
    [InlineData("not (number(header('X-None')) < 5)")]
    [InlineData("not (true and header('X-None') == 'a')")]
    [InlineData("not (false or header('X-None') == 'a')")]
    [InlineData("(header('X-None') == 'a') == false")]
    [InlineData("(header('X-None') == 'a') != true")]
    [InlineData("(header('X-None') == 'a') == (header('X-None') == 'b')")]
    [InlineData("header('X-None') == 'a' ? false : true")]
    [InlineData("consumer not in (header('X-None'), 'a')")]
    [InlineData("startsWith(header('X-None'), '')")]
    [InlineData("matches(header('X-None'), '.*')")]
    [InlineData("number(header('X-None')) < 5")]
    [InlineData("number(header('X-None')) != 5")]
    [InlineData("inGroup(header('X-None'))")]
    [InlineData("'a' + header('X-None') == 'a'")]
    public void A_missing_value_never_gives_access(string expression)
        => Assert.False(Parse(expression).IsTrue(Context()));

    [Fact]
    public void A_missing_value_can_be_replaced()
        => Assert.True(Parse("(header('X-None') ?? 'free') == 'free' and (number(query('none')) ?? 3) >= 3").IsTrue(Context()));

    [Theory]
    [InlineData("header('X-Two') == '1'")]
    [InlineData("query('two') == '1'")]
    [InlineData("claim('role') == 'a'")]
    [InlineData("number(header('X-Upper')) > 1")]
    public void A_value_that_is_not_determined_is_an_error(string expression)
        => Assert.Throws<ExpressionException>(() => Parse(expression).IsTrue(Context()));

    [Theory]
    [InlineData("", "isn't a valid expression: ")]
    [InlineData("(", "isn't a valid expression: ")]
    [InlineData("a b", "isn't a valid expression: ")]
    [InlineData("consumer == 'a' // comment", "isn't a valid expression: ")]
    [InlineData("consumer", "is a text; it must be a condition, which is true or false")]
    [InlineData("3", "is a number; it must be a condition")]
    [InlineData("groups", "is a list; it must be a condition")]
    [InlineData("user == 'a'", "isn't valid: 'user' isn't known. Names: consumer, groups, scopes, method, path, ip.")]
    [InlineData("consumer == alice", "isn't valid: 'alice' isn't known.")]
    [InlineData("System.Environment.Exit(1)", "isn't a valid expression: ")]
    [InlineData("typeof('a')", "isn't valid: the function 'typeof' isn't known. Functions: inGroup,")]
    [InlineData("Pow(2, 3) > 1", "isn't valid: the function 'Pow' isn't known.")]
    [InlineData("header(consumer) == 'a'", "isn't valid: the function 'header' doesn't accept a text;")]
    [InlineData("header('X A') == 'a'", "isn't valid: the function 'header' doesn't accept a text;")]
    [InlineData("inGroup() ", "isn't valid: the function 'inGroup' doesn't accept no arguments;")]
    [InlineData("inGroup('a', 'b')", "isn't valid: the function 'inGroup' doesn't accept a text and a text;")]
    [InlineData("consumer > 'a'", "isn't valid: the operator '>' doesn't accept a text and a text.")]
    [InlineData("consumer == 3", "isn't valid: the operator '==' doesn't accept a text and a number.")]
    [InlineData("consumer and true", "isn't valid: the operator 'and' doesn't accept a text and a condition.")]
    [InlineData("2 ** 3 > 1", "isn't valid: the operator 'Exponentiation' doesn't accept")]
    [InlineData("20! > 1", "isn't valid: only 'not', '!' and '-' can precede a value.")]
    [InlineData("consumer like 'a%'", "isn't valid: the operator 'Like' doesn't accept")]
    [InlineData("1e400 > 1", "isn't")]
    [InlineData("not consumer", "isn't valid: 'not' needs a condition; it has a text.")]
    [InlineData("true ? 'a' : 1", "isn't valid: '? :' needs a condition and two values of the same type;")]
    [InlineData("matches(path, '(')", "isn't valid: the pattern of 'matches' isn't valid:")]
    [InlineData("matches(path, '(?=a)')", "isn't valid: the pattern of 'matches' has lookaround or back references,")]
    [InlineData("inNetwork('10.0.0.1/8')",
        "isn't valid: an argument of 'inNetwork', '10.0.0.1/8' isn't valid; the address has bits after the prefix;")]
    [InlineData("inNetwork('10/8')", "isn't valid: an argument of 'inNetwork', '10/8' isn't valid; it must be an address such as")]
    [InlineData("inNetwork(ip)", "isn't valid: the function 'inNetwork' doesn't accept a text;")]
    public void An_expression_that_means_nothing_is_refused_when_it_is_compiled(string expression, string expected)
    {
        Assert.Null(ConditionExpression.Parse(expression, ExpressionVocabulary.Request, out var problem));
        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", "true", ")", 990)]
    [InlineData("!", "true", "", 1990)]
    [InlineData("", "true", " and true", 210)]
    [InlineData("", "true", "?true:true", 199)]
    [InlineData("-", "1", "", 1990)]
    [InlineData("(", "true", "", 1990)]
    public void Deep_nesting_is_bounded(string before, string middle, string after, int count)
    {
        var text = string.Concat(Enumerable.Repeat(before, count)) + middle + string.Concat(Enumerable.Repeat(after, count));

        // Parentheses alone don't make an expression deep.
        text = text[..Math.Min(text.Length, ConditionExpression.MaximumLength)];
        if (ConditionExpression.Parse(text, ExpressionVocabulary.Request, out _) is { } expression)
            Assert.True(expression.IsTrue(Context()));
    }

    [Fact]
    public void A_hostile_value_can_not_make_a_pattern_slow()
    {
        var context = Context();
        context.Http.Request.Headers["X-Long"] = new string('a', 30_000) + "!";
        var watch = Stopwatch.StartNew();

        Assert.False(Parse("matches(header('X-Long'), '(a+)+$')").IsTrue(context));

        // With backtracking, this would take longer than the age of the universe.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("status >= 500 and method == 'GET'", true)]
    [InlineData("status == 200", false)]
    [InlineData("origin == 'upstream'", true)]
    [InlineData("responseHeader('X-Answer') == 'no'", true)]
    [InlineData("responseHeader('X-None') == 'no'", false)]
    public void A_condition_can_be_read_from_the_response_too(string expression, bool isTrue)
    {
        var context = Context();
        context.Origin = ResponseOrigin.Upstream;
        context.Http.Response.StatusCode = 503;
        context.Http.Response.Headers["X-Answer"] = "no";

        Assert.Equal(isTrue, Parse(expression, ExpressionVocabulary.Response).IsTrue(context));
    }

    [Theory]
    [InlineData("status == 200")]
    [InlineData("responseHeader('X-Answer') == 'no'")]
    public void A_condition_before_the_response_can_not_read_it(string expression)
        => Assert.Null(ConditionExpression.Parse(expression, ExpressionVocabulary.Request, out _));

    private static ConditionExpression Parse(string text, ExpressionVocabulary? vocabulary = null)
        => ConditionExpression.Parse(text, vocabulary ?? ExpressionVocabulary.Request, out var problem)
            ?? throw new InvalidOperationException(problem);

    private static FakeContext Context()
    {
        var context = new FakeContext("?q=a+b&two=1&two=2", new Consumer("sam", ["staff", "Gold"]));
        var request = context.Http.Request;
        (request.Method, request.Path) = ("GET", "/teams/staff");
        request.RouteValues["team"] = "staff";
        request.Headers["X-One"] = "1";
        request.Headers["X-Two"] = new[] { "1", "1" };
        request.Headers["X-Upper"] = "ABC";
        context.Http.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:10.1.2.3");
        context.Claim(new("sub", "u1"), new("role", "a"), new("role", "b"), new("scope", "a.read a.write"));
        return context;
    }
}
