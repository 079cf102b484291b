using GatewayKit.Masking;

namespace GatewayKit.Tests.Masking;

public sealed class StoredSecretsTests
{
    [Theory]
    [InlineData("""{"secret":"***","scope":"new"}""", """{"secret":"s","scope":"old"}""", """{"secret":"s","scope":"new"}""")]
    [InlineData("""{"clientSecret":"t"}""", """{"clientSecret":"s"}""", """{"clientSecret":"t"}""")]
    [InlineData("""{"ClientSecret":"***"}""", """{"clientSecret":"s"}""", """{"ClientSecret":"s"}""")]
    [InlineData("""{"address":"http://u:***@host/"}""", """{"address":"http://u:s@host/"}""", """{"address":"http://u:s@host/"}""")]
    [InlineData("""{"text":"***"}""", """{"text":"***"}""", """{"text":"***"}""")]
    [InlineData("""{"url":"https://log/?***"}""", """{"url":"https://log/?key=s"}""", """{"url":"https://log/?key=s"}""")]
    [InlineData("""{"requestHeader":"X-Foo","set":"***"}""", """{"requestHeader":"Authorization","set":"s"}""",
        """{"requestHeader":"X-Foo","set":"s"}""")]
    [InlineData("""{"headers":{"X-Api-Key":"***"}}""", """{"headers":{"X-Api-Key":"s"}}""", """{"headers":{"X-Api-Key":"s"}}""")]
    [InlineData("""{"header":{"value":"***"}}""", """{"header":{"value":"s"}}""", """{"header":{"value":"s"}}""")]
    [InlineData("""{"jwks":{"keys":[{"k":"***"}]}}""", """{"jwks":{"keys":[{"k":"s"}]}}""", """{"jwks":{"keys":[{"k":"s"}]}}""")]
    [InlineData("""{"key":"***","n":1.50}""", """{"key":7}""", """{"key":7,"n":1.50}""")]
    public void A_masked_value_keeps_the_stored_one(string written, string? stored, string expected)
    {
        Assert.Equal(expected, Restore(written, stored, out var missing));
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("""{"clientSecret":"***"}""", null, "clientSecret")]
    [InlineData("""{"options":{"clientSecret":"***"}}""", """{"clientSecret":"s"}""", "options.clientSecret")]
    [InlineData("""{"address":"http://u:***@other/"}""", """{"address":"http://u:s@host/"}""", "address")]
    [InlineData("""{"keys":["***"]}""", """{"keys":["a","b"]}""", "keys[0]")]
    [InlineData("""{"text":"***"}""", null, "text")]
    [InlineData("""{"url":"https://other/?***"}""", """{"url":"https://log/?key=s"}""", "url")]
    [InlineData("""{"responseHeader":"X-Foo","set":"***"}""", """{"requestHeader":"Authorization","set":"s"}""", "set")]
    [InlineData("""{"requestHeader":"Accept","set":"***"}""", """{"requestHeader":"Authorization","set":"s"}""", "set")]
    [InlineData("""{"requestHeader":"Authorization","set":"***"}""", """{"requestHeader":"Accept","set":"s"}""", "set")]
    public void A_masked_value_without_a_stored_one_is_missing(string written, string? stored, string path)
    {
        Restore(written, stored, out var missing);

        Assert.Equal([path], missing);
    }

    [Fact]
    public void Items_with_names_keep_their_secrets_in_another_order()
        => Assert.Equal(
            """[{"name":"b","secret":"2"},{"name":"a","secret":"1","n":3}]""",
            Restore(
                """[{"name":"b","secret":"***"},{"name":"a","secret":"***","n":3}]""",
                """[{"name":"a","secret":"1"},{"name":"b","secret":"2"}]""", out _));

    [Fact]
    public void A_removed_key_does_not_leave_its_secret_to_the_next_one()
        => Assert.Equal(
            """{"credentials":{"key-auth":[{"id":"b","keyHash":"2"}]}}""",
            Restore(
                """{"credentials":{"key-auth":[{"id":"b","keyHash":"***"}]}}""",
                """{"credentials":{"key-auth":[{"id":"a","keyHash":"1"},{"id":"b","keyHash":"2"}]}}""", out _));

    [Theory]
    [InlineData("""[{"keyHash":"***"}]""")]
    [InlineData("""[{"keyHash":"***"},{"keyHash":"3"}]""")]
    [InlineData("""[{"keyHash":"***","n":1},{"keyHash":"***","n":2}]""")]
    public void Items_that_look_the_same_need_their_secrets_if_the_list_has_changed(string written)
    {
        Restore(written, """[{"keyHash":"1"},{"keyHash":"2"}]""", out var missing);

        Assert.NotEmpty(missing);
    }

    [Fact]
    public void Items_that_differ_keep_their_secrets_in_another_order()
        => Assert.Equal(
            """[{"user":"b","secret":"2"},{"user":"a","secret":"1"}]""",
            Restore(
                """[{"user":"b","secret":"***"},{"user":"a","secret":"***"}]""",
                """[{"user":"a","secret":"1"},{"user":"b","secret":"2"}]""", out _));

    [Fact]
    public void One_item_without_a_name_can_change_at_its_place()
        => Assert.Equal(
            """[{"user":"a","secret":"1"},{"user":"c","secret":"2"}]""",
            Restore(
                """[{"user":"a","secret":"***"},{"user":"c","secret":"***"}]""",
                """[{"user":"a","secret":"1"},{"user":"b","secret":"2"}]""", out _));

    [Theory]
    [InlineData("""[{"user":"c","s":1,"secret":"***"},{"user":"b","secret":"***"},{"user":"a","secret":"***"}]""", "[0].secret")]
    [InlineData("""[{"user":"c","secret":"***"},{"user":"b","secret":"***"},{"user":"d","secret":"4"}]""", "[0].secret")]
    public void A_new_item_does_not_get_the_secret_of_another_one(string written, string path)
    {
        Restore(
            written, """[{"user":"a","secret":"1"},{"user":"b","secret":"2"}]""", out var missing);

        Assert.Equal([path], missing);
    }

    private static string Restore(string written, string? stored, out IReadOnlyList<string> missing)
    {
        var restored = StoredSecrets.Restore(written, stored, null);
        missing = restored.Missing;
        return restored.Content;
    }
}
