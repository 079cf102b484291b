using System.Text;
using System.Text.Json;

namespace GatewayKit.Tests.Responses;

public sealed class ProblemMemberTests
{
    private static readonly GatewayResponse s_problem = GatewayResponse.Problem(422, "Invalid", "Two are wrong.");

    [Fact]
    public void A_problem_takes_further_members_behind_the_trace_id()
    {
        var problem = s_problem.WithProblemMember("validation", Json("[1,{\"a\":\"\\\"}\"}]")).WithProblemMember("more_2", Json("null"));

        var text = Encoding.UTF8.GetString(problem.Body.Span);
        Assert.Equal(
            """{"type":"about:blank","title":"Invalid","status":422,"detail":"Two are wrong.","traceId":"","validation":[1,{"a":"\"}"}],"more_2":null}""",
            text);
        Assert.True(problem.IsProblem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("title")]
    [InlineData("traceId")]
    [InlineData("a\"b")]
    [InlineData("1a")]
    public void A_name_that_would_break_the_document_is_refused(string name)
        => Assert.ThrowsAny<ArgumentException>(() => s_problem.WithProblemMember(name, Json("1")));

    [Fact]
    public void Other_answers_have_no_members()
        => Assert.Throws<InvalidOperationException>(() => new GatewayResponse(200).WithProblemMember("a", Json("1")));

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
