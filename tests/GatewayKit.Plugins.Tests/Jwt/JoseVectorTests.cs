using System.Text.Json;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>The examples of the RFCs, and the public JOSE vectors where they are beside the repository.</summary>
public sealed class JoseVectorTests
{
    private const string Claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    public static TheoryData<string, string> Examples => new()
    {
        // RFC 7515, appendix A.1.
        {
            """{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}""",
            $"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{Claims}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        },
        // RFC 7515, appendix A.2.
        {
            """
            {"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}
            """,
            $"eyJhbGciOiJSUzI1NiJ9.{Claims}."
                + "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr"
                + "7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--x"
                + "i12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_Ioy"
                + "pGlUPQGe77Rw"
        },
        // RFC 7515, appendix A.3.
        {
            """
            {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
            """,
            $"eyJhbGciOiJFUzI1NiJ9.{Claims}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        },
    };

    [Theory, MemberData(nameof(Examples))]
    public void An_example_of_the_RFC_is_verified_and_a_changed_one_is_not(string jwk, string jws)
    {
        Assert.True(Verifies(jwk, jws));
        Assert.False(Verifies(jwk, jws[..^3] + (jws[^3] == 'A' ? 'B' : 'A') + jws[^2..]));
        Assert.False(Verifies(jwk, jws.Replace(".eyJpc3M", ".eyJpc4M", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_thumbprint_is_that_of_the_RFC()
    {
        // RFC 7638, section 3.1.
        using var jwk = JsonDocument.Parse("""
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}
            """);

        Assert.True(JwkReader.TryRead(jwk.RootElement, out var key, out _));
        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", key.Thumbprint);
    }

    [JoseVectors]
    public void The_public_vectors_are_verified_or_refused_as_they_say()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(JoseVectorsAttribute.File!));
        var (valid, invalid, wrong) = (0, 0, new List<string>());
        var valids = Tests(document).Where(test => test.GetProperty("result").GetString() == "valid")
            .Select(test => test.GetProperty("jws").GetString()!).ToHashSet();
        foreach (var group in document.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            var jwk = group.TryGetProperty("public", out var key) ? key : group.GetProperty("private");
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                // The vectors name the algorithm of P-521 by its curve, which no RFC does.
                var text = jwk.GetRawText().Replace("ES521", "ES512", StringComparison.Ordinal);
                var isValid = test.GetProperty("result").GetString() == "valid";
                var jws = test.GetProperty("jws").GetString()!;
                var isVerified = Verifies(text, jws);
                (valid, invalid) = isValid ? (valid + 1, invalid) : (valid, invalid + 1);
                if (isValid ? !isVerified && !IsStricter(test) : isVerified && !valids.Contains(jws))
                    wrong.Add($"{test.GetProperty("tcId")} {test.GetProperty("comment")} {test.GetProperty("result")}");
            }
        }

        Assert.True(valid >= 40 && invalid >= 350, $"The vectors are cut: {valid} valid, {invalid} invalid.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // Valid vectors that the plugin refuses: an empty payload has no claims, base64url has no other characters, and the key of 346 and 350
    // names another algorithm than its signature. Two invalid vectors are the same text as a valid one.
    private static bool IsStricter(JsonElement test)
        => test.GetProperty("comment").GetString() is "emptyPayload" or "InvalidCharacterInsertedInHeader"
                or "InvalidCharacterInsertedInPayload"
            || test.GetProperty("tcId").GetInt32() is 346 or 350;

    private static IEnumerable<JsonElement> Tests(JsonDocument document)
        => document.RootElement.GetProperty("testGroups").EnumerateArray().SelectMany(group => group.GetProperty("tests").EnumerateArray());

    private static bool Verifies(string jwk, string jws)
    {
        using var document = JsonDocument.Parse(jwk);
        return JwkReader.TryRead(document.RootElement, out var key, out _)
            && JwsReader.ReadSigned(jws, out var token) == TokenForm.Readable && token is not null
            && (token.KeyId is null || key.Id is null || token.KeyId == key.Id)
            && key.Accepts(token.Algorithm, document.RootElement.TryGetProperty("alg",
                out _) ? null : SigningAlgorithms.All) && key.Verifies(token);
    }
}
