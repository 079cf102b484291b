using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Storage;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Acme.Tests.Challenges;

public sealed class ChallengeBoardTests : IDisposable
{
    private const string Host = "api.example.com";

    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly AcmeTimings _timings = new();
    private readonly AcmeRecords _records;
    private readonly ChallengeBoard _board;
    private readonly ChallengeBoard _other;

    public ChallengeBoardTests()
    {
        _records = new AcmeRecords(new FileAcmeStorage(_folder.Path, _time), new Uri("https://acme.example/directory"));
        (_board, _other) = (new ChallengeBoard(_timings, _time), new ChallengeBoard(_timings, _time));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_server_may_ask_only_after_the_other_nodes_could_read_the_answer()
    {
        var publishing = _board.PublishAsync(_records, Host, AcmeChallenge.Http01, "token.thumbprint", default);

        Assert.Equal("token.thumbprint", _board.FindHttp(Host, "token"));
        await _other.ReadAsync(_records, default);
        Assert.Equal("token.thumbprint", _other.FindHttp("API.example.com", "token"));
        Assert.False(publishing.IsCompleted);
        _time.Advance(_timings.Propagation);
        await publishing.InTime();
        Assert.True(_timings.Propagation > _timings.ChallengePoll * 2);
    }

    [Fact]
    public async Task A_request_gets_an_answer_only_for_the_right_host_and_the_whole_token()
    {
        Publish(AcmeChallenge.Http01);

        Assert.Null(_board.FindHttp("other.example.com", "token"));
        Assert.Null(_board.FindHttp(Host, "toke"));
        Assert.Null(_board.FindHttp(Host, "token.thumbprint"));
        Assert.Null(_board.FindHttp(Host, "TOKEN"));
        Assert.Null(_board.FindTlsAlpn(Host));
        Assert.False(_board.HasTlsAlpn);
        await _board.CloseAsync(_records, default);
        Assert.Null(_board.FindHttp(Host, "token"));
    }

    [Fact]
    public async Task A_handshake_gets_a_certificate_on_every_node_until_the_challenge_ends()
    {
        Publish(AcmeChallenge.TlsAlpn01);
        await _other.ReadAsync(_records, default);

        Assert.True(_other.HasTlsAlpn);
        Assert.NotNull(_other.FindTlsAlpn(Host));
        Assert.Same(_other.FindTlsAlpn(Host), _other.FindTlsAlpn(Host));
        Assert.Null(_other.FindTlsAlpn("other.example.com"));
        Assert.Null(_other.FindHttp(Host, "token"));
        await _board.CloseAsync(_records, default);
        await _other.ReadAsync(_records, default);
        Assert.False(_other.HasTlsAlpn);
        Assert.Null(_other.FindTlsAlpn(Host));
    }

    [Fact]
    public void The_answer_of_a_node_that_died_expires()
    {
        Publish(AcmeChallenge.TlsAlpn01);

        _time.Advance(TimeSpan.FromMinutes(11));

        Assert.False(_board.HasTlsAlpn);
        Assert.Null(_board.FindTlsAlpn(Host));
    }

    private void Publish(AcmeChallenge type) => _ = _board.PublishAsync(_records, Host, type, "token.thumbprint", default);
}
