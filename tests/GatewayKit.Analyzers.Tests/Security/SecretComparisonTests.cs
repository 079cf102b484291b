using GatewayKit.Analyzers.Security;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.Security;

public class SecretComparisonTests
{
    private readonly Rule<SecretComparisonAnalyzer> _rule = new("GWK0013");

    [Theory]
    [InlineData("password == given")]
    [InlineData("given != _options.ClientSecret")]
    [InlineData("given == _options.Pepper")]
    [InlineData("string.Equals(given, apiKey, StringComparison.Ordinal)")]
    [InlineData("apiKey.Equals(given)")]
    [InlineData("apiKey.Equals(given, StringComparison.Ordinal)")]
    [InlineData("hmac.SequenceEqual(bytes)")]
    [InlineData("hmac.AsSpan().SequenceEqual(bytes)")]
    [InlineData("string.CompareOrdinal(given, password) == 0", "string.CompareOrdinal(given, password)")]
    [InlineData("request.Headers[\"X-Key\"] == key")]
    [InlineData("token == request.Query[\"token\"].ToString()")]
    [InlineData("key == presentedToken")]
    public Task Reports_a_comparison_that_ends_early(string comparison, string? part = null)
        => _rule.ReportsAsync(Code(comparison.Replace(part ?? comparison, $"[|{part ?? comparison}|]", StringComparison.Ordinal)));

    [Theory]
    [InlineData("password == null")]
    [InlineData("password == \"\"")]
    [InlineData("password == string.Empty")]
    [InlineData("password.Length == given.Length")]
    [InlineData("pair.Key == given")]
    [InlineData("token == given")]
    [InlineData("tokenType == given")]
    [InlineData("hash == given")]
    [InlineData("request.Headers[\"If-None-Match\"] == given")]
    [InlineData("CryptographicOperations.FixedTimeEquals(bytes, hmac)")]
    [InlineData("CredentialKey.FromSecret(password) == CredentialKey.FromSecret(given)")]
    public Task Accepts_fixed_time_constants_and_what_is_no_secret(string comparison) => _rule.AcceptsAsync(Code(comparison));

    [Fact]
    public Task Reports_a_local_that_was_read_from_the_request() => _rule.ReportsAsync("""
        using GatewayKit;
        using Microsoft.AspNetCore.Http;
        class Use
        {
            bool Check(HttpRequest request, string key)
            {
                var sent = request.Headers.Authorization.ToString();
                return [|sent == key|];
            }
        }
        """);

    [Fact]
    public Task Compares_in_fixed_time() => _rule.IsFixedAsync<FixedTimeFix>("""
        using GatewayKit;

        class Use
        {
            bool Same(string password, string given) => password == given;
            bool Differ(string password, string given) => password != given;
            bool Maybe(string password, string? given) => given == password;
            bool Never(string? password, string given) => password != given;
        }
        """, """
        using System.Security.Cryptography;
        using System.Text;
        using GatewayKit;

        class Use
        {
            bool Same(string password, string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(given));
            bool Differ(string password, string given) => !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(given));
            bool Maybe(string password, string? given) => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(password));
            bool Never(string? password, string given) => !(password is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(given)));
        }
        """);

    [Fact]
    public Task Has_no_fix_for_several_values() => _rule.HasNoFixAsync<FixedTimeFix>(Code("request.Headers[\"X-Key\"] == key"));

    private static string Code(string comparison) => $$"""
        using GatewayKit;
        using System.Security.Cryptography;
        using Microsoft.AspNetCore.Http;
        record Options([property: Secret] string Pepper, string ClientSecret);
        class Use(Options options)
        {
            private readonly Options _options = options;
            bool Check(HttpRequest request, string given, string password, string apiKey, string key, string token, string presentedToken,
                string tokenType, string hash, byte[] hmac, byte[] bytes, KeyValuePair<string, string> pair)
                => {{comparison}};
        }
        """;
}
