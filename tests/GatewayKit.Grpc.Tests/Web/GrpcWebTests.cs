using System.Net;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client.Web;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Grpc.Tests.Web;

public sealed class GrpcWebTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    private const string Binary = "application/grpc-web+proto";
    private const string Text = "application/grpc-web-text+proto";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // A message with the text "one", and the answer's trailers.
    private static readonly byte[] s_message = [0, 0, 0, 0, 5, 10, 3, .. "one"u8];
    private static readonly byte[] s_ok = [0x80, 0, 0, 0, 16, .. "grpc-status: 0\r\n"u8];

    public static TheoryData<int, GrpcWebMode> Protocols => new()
    {
        { 1, GrpcWebMode.GrpcWeb }, { 1, GrpcWebMode.GrpcWebText }, { 2, GrpcWebMode.GrpcWeb }, { 2, GrpcWebMode.GrpcWebText },
    };

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_call_gets_its_message(int version, GrpcWebMode mode)
    {
        using var channel = gateway.Connect("open", version, mode);
        var client = new Greeter.GreeterClient(channel);
        foreach (var name in (string[])["", "a", "ab", "größe😀", new('x', 100_000)])
        {
            var greeting = await client.GreetAsync(new Name { Text = name }).ResponseAsync.WaitAsync(s_patience);

            Assert.Equal($"Hello, {name}!", greeting.Text);
        }
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Each_message_of_a_stream_arrives_before_the_next_one(int version, GrpcWebMode mode)
    {
        using var channel = gateway.Connect("open", version, mode);
        using var stream = new Greeter.GreeterClient(channel).GreetMany(new Name { Text = "n" });
        for (var i = 1; i <= 3; i++)
        {
            Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(s_patience));
            Assert.Equal($"n {i}", stream.ResponseStream.Current.Text);
            gateway.Calls.Next.Release();
        }

        Assert.False(await stream.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(s_patience));
        Assert.Equal("3", stream.GetTrailers().GetValue("x-count"));
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_failed_call_has_its_status_and_metadata(int version, GrpcWebMode mode)
    {
        using var channel = gateway.Connect("open", version, mode);
        foreach (var text in (string[])["", "first"])
        {
            using var stream = new Greeter.GreeterClient(channel).Fail(new Name { Text = text });
            if (text.Length > 0)
                Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(s_patience));

            var error = await Assert.ThrowsAsync<RpcException>(
                () => stream.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(s_patience));

            Assert.Equal((StatusCode.FailedPrecondition, "größer als 100 %"), (error.StatusCode, error.Status.Detail));
            Assert.Equal("closed", error.Trailers.GetValue("x-reason"));
            Assert.Equal([1, 2, 250], error.Trailers.GetValueBytes("x-bin"));
        }
    }

    [Theory]
    [InlineData("keyed", StatusCode.Unauthenticated, "This request needs credentials.")]
    [InlineData("nowhere", StatusCode.Unimplemented, "No route matches this request.")]
    [InlineData("dead", StatusCode.Unavailable, "The upstream didn't send a valid response.")]
    public async Task The_gateways_own_answers_have_a_status(string route, StatusCode status, string detail)
    {
        foreach (var (version, mode) in Protocols.Select(row => ((int)row[0], (GrpcWebMode)row[1])))
        {
            using var channel = gateway.Connect(route, version, mode);

            var error = await Assert.ThrowsAsync<RpcException>(
                () => new Greeter.GreeterClient(channel).GreetAsync(new Name()).ResponseAsync.WaitAsync(s_patience));

            Assert.Equal((status, detail), (error.StatusCode, error.Status.Detail));
        }
    }

    [Fact]
    public async Task A_limit_says_when_to_come_back()
    {
        using var channel = gateway.Connect("limited", 1, GrpcWebMode.GrpcWebText);
        var client = new Greeter.GreeterClient(channel);
        await client.GreetAsync(new Name()).ResponseAsync.WaitAsync(s_patience);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.GreetAsync(new Name()).ResponseAsync.WaitAsync(s_patience));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.NotNull(error.Trailers.GetValue("retry-after"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_upstream_gets_a_gRPC_call(int version)
    {
        gateway.Answer = AnswerAsync("application/grpc+proto", s_message, ("grpc-status", "0"));

        using var answer = await gateway.PostAsync(
            "/raw/a", s_message, $"{Binary}; charset=utf-8", version,
            ("X-Grpc-Web", "1"), ("Accept", Binary), ("Accept-Encoding", "gzip"), ("X-Tenant", "blue"));

        Assert.Equal((HttpStatusCode.OK, Binary), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal((byte[])[.. s_message, .. s_ok], await answer.Content.ReadAsByteArrayAsync());
        Assert.Empty(answer.TrailingHeaders);
        if (version == 2)
            return;
        var headers = gateway.Received.Headers;
        Assert.Equal(
            ("application/grpc+proto", "trailers", "blue"),
            (headers["Content-Type"].ToString(), headers["TE"].ToString(), headers["X-Tenant"].ToString()));
        Assert.DoesNotContain(headers, header => header.Key is "Accept" or "Accept-Encoding" or "X-Grpc-Web");
    }

    [Theory]
    [InlineData("application/grpc-web-text", "application/grpc-web")]
    [InlineData("application/grpc-web", "application/grpc-web-text")]
    [InlineData("application/grpc-web-text", "*/*")]
    public async Task Accept_decides_about_the_text_of_the_answer(string type, string accept)
    {
        gateway.Answer = AnswerAsync("application/grpc", s_message, ("grpc-status", "0"));
        var body = type.EndsWith("text", StringComparison.Ordinal) ? Encoding.ASCII.GetBytes(Convert.ToBase64String(s_message)) : s_message;

        using var answer = await gateway.PostAsync("/raw/a", body, type, 1, ("Accept", accept));

        var expected = accept == "*/*" ? type : accept;
        Assert.Equal(expected, answer.Content.Headers.ContentType?.ToString());
        var content = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal((byte[])[.. s_message, .. s_ok], expected.EndsWith("text", StringComparison.Ordinal) ? Decode(content) : content);
    }

    [Theory]
    [InlineData("AAAAAAUKA29uZQ=", true)]
    [InlineData("AAAAAAUKA29uZ", true)]
    [InlineData("AAAA*AUKA29uZQ==", true)]
    [InlineData("====", true)]
    [InlineData("AAAAAAUKA29uZQ==", false)]
    [InlineData("AAAAAAU=CgM=b25l", false)]
    [InlineData("", false)]
    public async Task Text_that_is_not_base64_is_rejected(string text, bool isRejected)
    {
        gateway.Answer = async http =>
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            await AnswerAsync("application/grpc", body.ToArray(), ("grpc-status", "0"))(http);
        };

        using var answer = await gateway.PostAsync("/raw/a", Encoding.ASCII.GetBytes(text), Text);

        if (isRejected)
        {
            Assert.Equal("13", answer.Headers.GetValues("grpc-status").Single());
            return;
        }

        Assert.Equal((byte[])[.. text.Length == 0 ? [] : s_message, .. s_ok], Decode(await answer.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task A_content_coding_is_rejected_before_the_upstream()
    {
        using var answer = await gateway.PostAsync("/raw/a", s_message, Binary, 1, ("Content-Encoding", "gzip"));

        Assert.Equal("2", answer.Headers.GetValues("grpc-status").Single());
        Assert.Throws<InvalidOperationException>(() => gateway.Received);
    }

    [Fact]
    public async Task An_answer_with_a_content_coding_fails()
    {
        gateway.Answer = http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return AnswerAsync("application/grpc", s_message, ("grpc-status", "0"))(http);
        };

        using var answer = await gateway.PostAsync("/raw/a", s_message, Binary);

        Assert.Equal("14", answer.Headers.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task An_answer_without_a_status_gets_one()
    {
        gateway.Answer = AnswerAsync("application/grpc", s_message);

        using var answer = await gateway.PostAsync("/raw/a", s_message, Binary);

        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("grpc-status: 2\r\ngrpc-message: The upstream didn't send a status.\r\n", Encoding.ASCII.GetString(body.AsSpan(15)));
    }

    [Theory]
    [InlineData("text/html", Binary)]
    [InlineData("application/grpcx", Binary)]
    [InlineData("application/grpc", "application/json")]
    public async Task Other_bodies_do_not_change(string answerType, string type)
    {
        gateway.Answer = AnswerAsync(answerType, s_message, ("x-digest", "1"));

        using var answer = await gateway.PostAsync("/raw/a", s_message, type);

        Assert.Equal(answerType, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(s_message, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_script_may_read_the_status_of_a_rejection()
    {
        using var answer = await gateway.PostAsync("/keyed/a", s_message, Text, 1, ("Origin", "https://app.example.com"));

        Assert.Equal("16", answer.Headers.GetValues("grpc-status").Single());
        Assert.Equal(["grpc-status, grpc-message"], answer.Headers.GetValues("Access-Control-Expose-Headers"));
    }

    private static RequestDelegate AnswerAsync(string type, byte[] body, params (string Name, string Value)[] trailers)
        => async http =>
        {
            http.Response.ContentType = type;
            await http.Response.Body.WriteAsync(body);
            foreach (var (name, value) in trailers)
                http.Response.AppendTrailer(name, value);
        };

    // Each part of the text may have padding.
    private static byte[] Decode(byte[] text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i += 4)
            bytes.AddRange(Convert.FromBase64String(Encoding.ASCII.GetString(text, i, 4)));
        return [.. bytes];
    }
}
